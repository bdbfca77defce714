package jp.anshin.server.web;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.LocaleResolver;

/**
 * The reader's language and look: the parameter {@code lang} or {@code theme} of this request, else
 * what an earlier one chose (a cookie), else what the browser asks for, else the server's language.
 */
final class Preferences implements LocaleResolver, HandlerInterceptor {

  static final String LANGUAGE = "lang";
  static final String THEME = "theme";

  private static final List<String> LANGUAGES = List.of("ja", "en");
  private static final List<String> THEMES = List.of("light", "dark");
  private static final String COOKIE_PREFIX = "anshin-";
  private static final Duration KEPT = Duration.ofDays(365);

  private final Locale fallback;

  Preferences(Locale fallback) {
    this.fallback = fallback;
  }

  @Override
  public Locale resolveLocale(HttpServletRequest request) {
    return chosen(request, LANGUAGE, LANGUAGES)
        .map(Locale::of)
        .or(() -> asked(request))
        .orElse(fallback);
  }

  /** {@code light} or {@code dark}. */
  static String theme(HttpServletRequest request) {
    return chosen(request, THEME, THEMES).orElse(THEMES.getFirst());
  }

  @Override
  public void setLocale(
      HttpServletRequest request, @Nullable HttpServletResponse response, @Nullable Locale locale) {
    throw new UnsupportedOperationException("a reader chooses by the parameter " + LANGUAGE);
  }

  @Override
  public boolean preHandle(
      HttpServletRequest request, HttpServletResponse response, Object handler) {
    keep(request, response, LANGUAGE, LANGUAGES);
    keep(request, response, THEME, THEMES);
    return true;
  }

  private static void keep(
      HttpServletRequest request, HttpServletResponse response, String name, List<String> known) {
    String value = request.getParameter(name);
    if (value != null && known.contains(value)) {
      var cookie =
          ResponseCookie.from(COOKIE_PREFIX + name, value)
              .path("/")
              .maxAge(KEPT)
              .sameSite("Lax")
              .build();
      response.addHeader(HttpHeaders.SET_COOKIE, cookie.toString());
    }
  }

  private static Optional<String> chosen(
      HttpServletRequest request, String name, List<String> known) {
    return Optional.ofNullable(request.getParameter(name))
        .filter(known::contains)
        .or(() -> kept(request, name).filter(known::contains));
  }

  private static Optional<String> kept(HttpServletRequest request, String name) {
    Cookie[] cookies = request.getCookies();
    return cookies == null
        ? Optional.empty()
        : Arrays.stream(cookies)
            .filter(cookie -> cookie.getName().equals(COOKIE_PREFIX + name))
            .map(Cookie::getValue)
            .findFirst();
  }

  private static Optional<Locale> asked(HttpServletRequest request) {
    String header = request.getHeader(HttpHeaders.ACCEPT_LANGUAGE);
    if (header == null) {
      return Optional.empty();
    }
    try {
      List<Locale> known = LANGUAGES.stream().map(Locale::of).toList();
      return Optional.ofNullable(Locale.lookup(Locale.LanguageRange.parse(header), known));
    } catch (IllegalArgumentException unreadable) {
      return Optional.empty();
    }
  }
}
