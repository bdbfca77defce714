package jp.anshin.server.api;

import jakarta.servlet.http.HttpServletRequest;
import jp.anshin.server.refusal.Refusal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** An address of the interface that is none is told as its other problems are. */
@RestController
class UnknownPath {

  @GetMapping("/api/**")
  void unknown(HttpServletRequest request) {
    throw new Refusal("path.unknown", request.getRequestURI());
  }
}
