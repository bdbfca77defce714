package jp.anshin.server.identity;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import jp.anshin.server.refusal.Refusal;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authentication.ProviderManager;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.config.annotation.web.configurers.CsrfConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;

/** Who may reach what. */
@Configuration(proxyBeanMethods = false)
@EnableWebSecurity
class Security {

  /** Only our own files: no inline script or style, no other host, no frame. */
  static final String CONTENT_SECURITY_POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
          + " font-src 'self'; connect-src 'self'; form-action 'self'; frame-ancestors 'none';"
          + " base-uri 'none'";

  private static final Set<String> READING = Set.of("GET", "HEAD");

  private static final String[] IMPACT = {"INCIDENT_MANAGER", "LEGAL"};
  private static final String[] STATION = {"INCIDENT_MANAGER", "ADMINISTRATOR"};
  private static final String[] WRITING = {"ENGINEER", "INCIDENT_MANAGER", "LEGAL"};

  @Bean
  PasswordEncoder passwords() {
    return new Passwords();
  }

  /** Programs log in with each request, and get a status, never a page to log in. */
  @Bean
  @Order(1)
  SecurityFilterChain programs(HttpSecurity http, PasswordLogin login) {
    http.securityMatcher("/api/**")
        .authenticationManager(new ProviderManager(login))
        .authorizeHttpRequests(rules ->
            rules
                .requestMatchers(
                    HttpMethod.POST,
                    "/api/v1/incidents/*/impact",
                    "/api/v1/incidents/*/no-interruption",
                    "/api/v1/incidents/*/counts")
                .hasAnyRole(IMPACT)
                .requestMatchers(
                    HttpMethod.POST,
                    "/api/v1/incidents",
                    "/api/v1/incidents/*/restored",
                    "/api/v1/incidents/*/resumed",
                    "/api/v1/incidents/*/corrected",
                    "/api/v1/incidents/*/reopened",
                    "/api/v1/imports/*/rows/*/incident",
                    "/api/v1/incidents/*/counting",
                    "/api/v1/incidents/*/notices",
                    "/api/v1/incidents/*/verification/*",
                    "/api/v1/incidents/*/runbook/*",
                    "/api/v1/incidents/*/reports/*",
                    "/api/v1/incidents/*/reports/*/edit")
                .hasAnyRole(WRITING)
                .requestMatchers(HttpMethod.POST, "/api/v1/standby")
                .hasAnyRole(STATION)
                .requestMatchers(HttpMethod.POST, "/api/v1/incidents/*/closed")
                .hasRole("INCIDENT_MANAGER")
                .requestMatchers(
                    HttpMethod.POST,
                    "/api/v1/incidents/*/reports/*/*",
                    "/api/v1/incidents/*/duties/*/*")
                .hasAnyRole(IMPACT)
                .requestMatchers(
                    HttpMethod.POST,
                    "/api/v1/reports/periodic/*",
                    "/api/v1/reports/periodic/*/renew")
                .hasAnyRole(WRITING)
                .requestMatchers(HttpMethod.POST, "/api/v1/reports/periodic/*/*")
                .hasAnyRole(IMPACT)
                // Which of them may take which is looked at where it is taken.
                .requestMatchers(
                    HttpMethod.POST,
                    "/api/v1/alerts/*/acknowledge",
                    "/api/v1/incidents/*/calls/take")
                .hasAnyRole(WRITING)
                .requestMatchers(HttpMethod.POST, "/api/v1/imports", "/api/v1/imports/*/cancel")
                .hasAnyRole(WRITING)
                .requestMatchers(
                    HttpMethod.POST,
                    "/api/v1/imports/*/confirm",
                    "/api/v1/imports/*/withdraw",
                    "/api/v1/imports/*/settle",
                    "/api/v1/imports/*/rows/*/settle")
                .hasAnyRole(IMPACT)
                .requestMatchers(HttpMethod.GET, "/api/v1/**")
                .authenticated()
                .anyRequest()
                .denyAll())
        .httpBasic(basic -> basic.authenticationEntryPoint(Security::logInFirst))
        .exceptionHandling(refusing ->
            refusing
                .authenticationEntryPoint(Security::logInFirst)
                .accessDeniedHandler(Security::forbidden))
        // Nothing that a browser sends by itself counts here: the session of a page does not, and
        // the answer to a missing log-in does not make a browser ask for one. So no other site can
        // make a browser act, and no token against that is needed.
        .sessionManagement(
            session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
        .csrf(CsrfConfigurer::disable);
    return headers(http).build();
  }

  @Bean
  @Order(2)
  SecurityFilterChain people(HttpSecurity http, PasswordLogin login, Accounts accounts) {
    http.authenticationManager(new ProviderManager(login))
        .addFilterBefore(new AccountAsItIsNow(accounts), AuthorizationFilter.class)
        .authorizeHttpRequests(rules ->
            rules
                .dispatcherTypeMatchers(DispatcherType.ERROR, DispatcherType.ASYNC)
                .permitAll()
                .requestMatchers("/login", "/setup", "/vendor/**", "/assets/**", "/favicon.ico")
                .permitAll()
                // A calendar program knows no log-in: the address is the key, see
                // CalendarAddresses.
                .requestMatchers(HttpMethod.GET, "/calendar/*")
                .permitAll()
                .requestMatchers(
                    "/settings", "/settings/password", "/settings/calendar", "/settings/calendar/*")
                .authenticated()
                .requestMatchers("/settings/runbooks", "/settings/runbooks/**")
                .hasAnyRole("ENGINEER", "INCIDENT_MANAGER", "ADMINISTRATOR")
                .requestMatchers("/settings/standby")
                .hasAnyRole(STATION)
                .requestMatchers("/settings/**")
                .hasRole("ADMINISTRATOR")
                .requestMatchers(HttpMethod.GET, "/incidents/new")
                .hasAnyRole(WRITING)
                .requestMatchers(
                    HttpMethod.POST,
                    "/incidents",
                    "/incidents/*/restored",
                    "/incidents/*/resumed",
                    "/incidents/*/corrected",
                    "/incidents/*/reopened",
                    "/reports/imports/*/rows/*/incident")
                .hasAnyRole(WRITING)
                .requestMatchers(
                    HttpMethod.POST,
                    "/incidents/*/impact",
                    "/incidents/*/no-interruption",
                    "/incidents/*/user-counts",
                    "/incidents/*/counting/use")
                .hasAnyRole(IMPACT)
                .requestMatchers(HttpMethod.POST, "/incidents/*/counting")
                .hasAnyRole(WRITING)
                .requestMatchers(
                    HttpMethod.POST, "/incidents/*/reports/*/begin", "/incidents/*/reports/*/edit")
                .hasAnyRole(WRITING)
                .requestMatchers(HttpMethod.POST, "/incidents/*/reports/*/*")
                .hasAnyRole(IMPACT)
                .requestMatchers(
                    HttpMethod.POST, "/reports/periodic/*/begin", "/reports/periodic/*/renew")
                .hasAnyRole(WRITING)
                .requestMatchers(HttpMethod.POST, "/reports/periodic/*/*")
                .hasAnyRole(IMPACT)
                .requestMatchers(HttpMethod.POST, "/incidents/*/duties/*/*")
                .hasAnyRole(IMPACT)
                .requestMatchers(
                    HttpMethod.POST, "/incidents/*/verification/*", "/incidents/*/runbook/*")
                .hasAnyRole(WRITING)
                .requestMatchers(HttpMethod.POST, "/reports/imports", "/reports/imports/*/cancel")
                .hasAnyRole(WRITING)
                .requestMatchers(
                    HttpMethod.POST,
                    "/reports/imports/*/confirm",
                    "/reports/imports/*/withdraw",
                    "/reports/imports/*/settle",
                    "/reports/imports/*/rows/*/settle")
                .hasAnyRole(IMPACT)
                .requestMatchers(HttpMethod.POST, "/incidents/*/close")
                .hasRole("INCIDENT_MANAGER")
                .requestMatchers(HttpMethod.POST, "/alerts/acknowledge")
                .hasAnyRole(WRITING)
                .requestMatchers(HttpMethod.POST, "/feeds/retire")
                .hasAnyRole("ENGINEER", "ADMINISTRATOR")
                .requestMatchers(HttpMethod.POST, "/incidents/*/note", "/incidents/*/notices")
                .hasAnyRole(WRITING)
                // What changes something is allowed above, or not at all.
                .requestMatchers(request -> !READING.contains(request.getMethod()))
                .denyAll()
                .anyRequest()
                .authenticated())
        .formLogin(
            form -> form.loginPage("/login").defaultSuccessUrl("/").failureHandler(failure()))
        .logout(out -> out.logoutSuccessUrl("/login?out"));
    return headers(http).build();
  }

  private static void logInFirst(
      HttpServletRequest request, HttpServletResponse response, AuthenticationException why)
      throws IOException {
    if (why instanceof Paused paused) {
      response.setHeader(HttpHeaders.RETRY_AFTER, Long.toString(paused.seconds()));
      var refusal = new Refusal("access.password-paused", Long.toString(paused.minutes()));
      refuse(request, response, HttpStatus.TOO_MANY_REQUESTS, refusal);
      return;
    }
    refuse(request, response, HttpStatus.UNAUTHORIZED, new Refusal("access.log-in"));
  }

  private static void forbidden(
      HttpServletRequest request, HttpServletResponse response, AccessDeniedException why)
      throws IOException {
    refuse(request, response, HttpStatus.FORBIDDEN, new Refusal("access.forbidden"));
  }

  /** RFC 9457, as the interface's other refusals. */
  private static void refuse(
      HttpServletRequest request, HttpServletResponse response, HttpStatus status, Refusal refusal)
      throws IOException {
    response.setStatus(status.value());
    response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
    response.setCharacterEncoding(StandardCharsets.UTF_8);
    response.getWriter().write(refusal.problem(status.value(), request.getLocale()));
  }

  private static HttpSecurity headers(HttpSecurity http) {
    return http.headers(headers ->
        headers
            .contentSecurityPolicy(policy -> policy.policyDirectives(CONTENT_SECURITY_POLICY))
            .referrerPolicy(policy -> policy.policy(ReferrerPolicy.SAME_ORIGIN)));
  }

  private static AuthenticationFailureHandler failure() {
    return (request, response, why) ->
        response.sendRedirect(
            why instanceof Paused paused ? "/login?paused=" + paused.minutes() : "/login?wrong");
  }
}
