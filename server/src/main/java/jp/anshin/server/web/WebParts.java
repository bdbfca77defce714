package jp.anshin.server.web;

import java.time.Duration;
import jp.anshin.server.ServerOptions;
import org.springframework.context.MessageSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.CacheControl;
import org.springframework.web.servlet.LocaleResolver;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** What all pages share: the reader's language and look, and how long browsers keep our files. */
@Configuration(proxyBeanMethods = false)
class WebParts implements WebMvcConfigurer {

  /** Vendored files change only with a new release of the server. */
  private static final Duration VENDORED_KEPT = Duration.ofDays(1);

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

  @Override
  public void addInterceptors(InterceptorRegistry registry) {
    registry.addInterceptor(preferences);
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
