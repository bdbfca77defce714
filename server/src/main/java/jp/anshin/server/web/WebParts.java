package jp.anshin.server.web;

import java.time.Duration;
import jp.anshin.server.ServerOptions;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.MessageSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.CacheControl;
import org.springframework.web.servlet.LocaleResolver;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.ViewControllerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** What all pages share: the reader's language and look, and how long browsers keep our files. */
@Configuration(proxyBeanMethods = false)
class WebParts implements WebMvcConfigurer {

  /** Vendored files change only with a new release of the server. */
  private static final Duration VENDORED_KEPT = Duration.ofDays(1);

  /** Spring Boot puts its security at -100. */
  private static final int BEFORE_THE_LOG_IN = -200;

  private final Preferences preferences;

  WebParts(ServerOptions options) {
    this.preferences = new Preferences(options.language());
  }

  @Bean
  LocaleResolver localeResolver() {
    return preferences;
  }

  @Bean
  Words words(MessageSource messages) {
    return new Words(messages);
  }

  /** Before the log-in, which would take a file apart to look for the page's token. */
  @Bean
  FilterRegistrationBean<UploadGate> uploadGate() {
    var gate = new FilterRegistrationBean<>(new UploadGate());
    gate.setOrder(BEFORE_THE_LOG_IN);
    return gate;
  }

  @Override
  public void addInterceptors(InterceptorRegistry registry) {
    registry.addInterceptor(preferences);
  }

  /** Browsers ask for an icon wherever a document names none; people shorten addresses. */
  @Override
  public void addViewControllers(ViewControllerRegistry registry) {
    registry.addRedirectViewController("/favicon.ico", "/assets/icon.svg");
    registry.addRedirectViewController("/reports/periodic", "/reports");
    registry.addRedirectViewController("/reports/periodic/", "/reports");
  }

  @Override
  public void addResourceHandlers(ResourceHandlerRegistry registry) {
    registry
        .addResourceHandler("/vendor/**")
        .addResourceLocations("classpath:/static/vendor/")
        .setCacheControl(CacheControl.maxAge(VENDORED_KEPT).cachePublic());
    registry
        .addResourceHandler("/assets/**")
        .addResourceLocations("classpath:/static/assets/")
        .setCacheControl(CacheControl.noCache());
  }
}
