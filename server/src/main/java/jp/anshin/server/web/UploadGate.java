package jp.anshin.server.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import jp.anshin.server.imports.ImportLimits;
import jp.anshin.server.refusal.Refusal;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Lets a file in only where one is expected, from somebody who has logged in, and no larger than is
 * read. It stands before everything that looks at parameters, for whoever does takes the file
 * apart.
 */
final class UploadGate extends OncePerRequestFilter {

  /** The place that takes lists. */
  static final String PLACE = "/reports/imports";

  /** The places that take a series of users beside what is typed. */
  private static final Pattern COUNTING =
      Pattern.compile("(/incidents/[^/]{1,100}/counting)(?:/use)?");

  /** The form's token and the borders of its parts. */
  private static final int FORM_OCTETS_MAX = 64 * 1024;

  /** A browser hears a refusal only once it has sent its file; what is larger than this is cut. */
  private static final long SWALLOWED_OCTETS_MAX = 256L << 20;

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    String type = request.getContentType();
    String place = request.getRequestURI();
    Matcher counting = COUNTING.matcher(place);
    if (type == null || !type.toLowerCase(Locale.ROOT).startsWith("multipart/")) {
      chain.doFilter(request, response);
    } else if (!place.equals(PLACE) && !counting.matches()) {
      refuse(request, response);
    } else if (!isLoggedIn(request)) {
      response.sendRedirect("/login");
    } else if (isTooLarge(request, counting.matches())) {
      swallow(request.getInputStream());
      response.sendRedirect(counting.matches() ? counting.group(1) + "?large" : PLACE + "?large");
    } else {
      chain.doFilter(request, response);
    }
  }

  /** Whose session it is, is looked at later, as with every other form. */
  private static boolean isLoggedIn(HttpServletRequest request) {
    HttpSession session = request.getSession(false);
    return session != null
        && session.getAttribute(HttpSessionSecurityContextRepository.SPRING_SECURITY_CONTEXT_KEY)
            != null;
  }

  private static boolean isTooLarge(HttpServletRequest request, boolean counting) {
    long length = request.getContentLengthLong();
    // A file and what was pasted may come together.
    long most = counting ? 2L * CountingForm.SERIES_OCTETS_MAX : ImportLimits.OCTETS_MAX;
    return length < 0 || length > most + FORM_OCTETS_MAX;
  }

  private static void swallow(InputStream in) throws IOException {
    byte[] some = new byte[FORM_OCTETS_MAX];
    long left = SWALLOWED_OCTETS_MAX;
    int read = in.read(some);
    while (read >= 0 && left > 0) {
      left -= read;
      read = in.read(some);
    }
  }

  /** No page of ours sends a file elsewhere: whoever does is a program, and is told as one. */
  private static void refuse(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    int status = HttpStatus.UNSUPPORTED_MEDIA_TYPE.value();
    response.setStatus(status);
    response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
    response.setCharacterEncoding(StandardCharsets.UTF_8);
    response
        .getWriter()
        .write(
            new Refusal("input.media-type", MediaType.APPLICATION_JSON_VALUE)
                .problem(status, request.getLocale()));
  }
}
