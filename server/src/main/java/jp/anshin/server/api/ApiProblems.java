package jp.anshin.server.api;

import jakarta.servlet.http.HttpServletRequest;
import jp.anshin.server.refusal.Refusal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;

/**
 * Problems as RFC 9457 has them, with stable codes and a sentence in both languages. What no room
 * of the interface has answered is told the same way by {@code web.ErrorAnswers}.
 */
@RestControllerAdvice(basePackageClasses = ApiProblems.class)
class ApiProblems {

  private static final Logger LOG = LoggerFactory.getLogger(ApiProblems.class);

  @ExceptionHandler(Refusal.class)
  ResponseEntity<String> refused(Refusal refusal, HttpServletRequest request) {
    return answer(HttpStatus.valueOf(refusal.status()), refusal, request);
  }

  @ExceptionHandler(MethodArgumentTypeMismatchException.class)
  ResponseEntity<String> mistyped(
      MethodArgumentTypeMismatchException wrong, HttpServletRequest request) {
    String value = String.valueOf(wrong.getValue());
    return answer(
        HttpStatus.BAD_REQUEST,
        SentJson.unusable(wrong.getName(), value, wrong.getRequiredType()),
        request);
  }

  @ExceptionHandler(MissingServletRequestParameterException.class)
  ResponseEntity<String> incomplete(
      MissingServletRequestParameterException wrong, HttpServletRequest request) {
    return answer(HttpStatus.BAD_REQUEST, SentJson.missing(wrong.getParameterName()), request);
  }

  @ExceptionHandler(RuntimeException.class)
  ResponseEntity<String> failed(RuntimeException failure, HttpServletRequest request) {
    if (failure.getCause() instanceof Refusal refusal) {
      return answer(HttpStatus.valueOf(refusal.status()), refusal, request);
    }
    LOG.error("{} {}", request.getMethod(), request.getRequestURI(), failure);
    return answer(HttpStatus.INTERNAL_SERVER_ERROR, new Refusal("server.failed"), request);
  }

  private static ResponseEntity<String> answer(
      HttpStatus status, Refusal refusal, HttpServletRequest request) {
    return ResponseEntity.status(status)
        .contentType(MediaType.APPLICATION_PROBLEM_JSON)
        .body(refusal.problem(status.value(), request.getLocale()));
  }
}
