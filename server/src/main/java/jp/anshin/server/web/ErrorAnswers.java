package jp.anshin.server.web;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.stream.Collectors;
import jp.anshin.server.refusal.Refusal;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.HttpMediaTypeException;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.DispatcherServlet;
import org.springframework.web.servlet.ModelAndView;

/**
 * Where everything ends that no room has answered: no such address, another method or media type, a
 * filter that let nothing through, a failure. A program gets a problem, as from everything else of
 * the interface, whatever it accepts; everybody else a page in their language.
 */
@Controller
class ErrorAnswers implements ErrorController {

  private static final String INTERFACE = "/api/";

  @RequestMapping("/error")
  Object answer(HttpServletRequest request) {
    HttpStatus status = status(request);
    String path = path(request);
    if (path.startsWith(INTERFACE)) {
      return ResponseEntity.status(status)
          .contentType(MediaType.APPLICATION_PROBLEM_JSON)
          .body(refusal(status, path, request).problem(status.value(), request.getLocale()));
    }
    var page = new ModelAndView("error", status);
    page.addObject("status", status.value());
    // What keeps the page, as the switch of language, would else lead to the address of errors;
    // what begins with two slashes would lead to another host.
    page.addObject("here", path.isEmpty() || path.contains("//") ? "/" : path);
    return page;
  }

  private static HttpStatus status(HttpServletRequest request) {
    Object code = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
    HttpStatus status = code instanceof Integer known ? HttpStatus.resolve(known) : null;
    return status == null ? HttpStatus.INTERNAL_SERVER_ERROR : status;
  }

  private static String path(HttpServletRequest request) {
    Object path = request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI);
    return path instanceof String known ? known : "";
  }

  private static Refusal refusal(HttpStatus status, String path, HttpServletRequest request) {
    return switch (status) {
      case UNAUTHORIZED -> new Refusal("access.log-in");
      case FORBIDDEN -> new Refusal("access.forbidden");
      case NOT_FOUND -> new Refusal("path.unknown", path);
      case METHOD_NOT_ALLOWED -> new Refusal("path.method", request.getMethod());
      case NOT_ACCEPTABLE -> new Refusal("path.answers", media(request));
      case UNSUPPORTED_MEDIA_TYPE -> new Refusal("input.media-type", media(request));
      default ->
          new Refusal(status.is4xxClientError() ? "input.unusable-request" : "server.failed");
    };
  }

  /** What would have been taken or given there; where nobody says, what everything else is. */
  private static String media(HttpServletRequest request) {
    @Nullable Object why = request.getAttribute(DispatcherServlet.EXCEPTION_ATTRIBUTE);
    List<MediaType> supported =
        why instanceof HttpMediaTypeException media ? media.getSupportedMediaTypes() : List.of();
    return supported.isEmpty()
        ? MediaType.APPLICATION_JSON_VALUE
        : supported.stream().map(MediaType::toString).collect(Collectors.joining(", "));
  }
}
