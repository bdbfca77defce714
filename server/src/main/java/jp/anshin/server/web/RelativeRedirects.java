package jp.anshin.server.web;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import java.util.regex.Pattern;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Redirects lead within this server and name no host: what a request says of its host is whatever
 * its sender wrote there. The address of the page of errors is none for a request.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
final class RelativeRedirects extends OncePerRequestFilter {

  private static final Pattern HOST = Pattern.compile("^(?:[A-Za-z][A-Za-z0-9+.-]*:)?/{2,}[^/?#]*");

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    boolean asked = request.getDispatcherType() == DispatcherType.REQUEST;
    if (asked && request.getRequestURI().equals("/error")) {
      response.sendError(HttpServletResponse.SC_NOT_FOUND);
      return;
    }
    chain.doFilter(request, new Relative(response));
  }

  /** The address without scheme and host. */
  static String relative(String location) {
    String path = HOST.matcher(location).replaceFirst("");
    boolean whole = path.length() < location.length();
    return whole && !path.startsWith("/") ? "/" + path : path;
  }

  private static final class Relative extends HttpServletResponseWrapper {

    Relative(HttpServletResponse response) {
      super(response);
    }

    @Override
    public void sendRedirect(String location) throws IOException {
      sendRedirect(location, HttpServletResponse.SC_FOUND, true);
    }

    @Override
    public void sendRedirect(String location, int status, boolean clearBuffer) throws IOException {
      if (clearBuffer) {
        resetBuffer();
      }
      setStatus(status);
      setHeader("Location", relative(location));
      flushBuffer();
    }

    @Override
    public void setHeader(String name, String value) {
      super.setHeader(name, name.equalsIgnoreCase("Location") ? relative(value) : value);
    }
  }
}
