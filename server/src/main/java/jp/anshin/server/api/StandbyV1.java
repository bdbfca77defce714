package jp.anshin.server.api;

import java.io.IOException;
import java.io.InputStream;
import java.security.Principal;
import java.time.Instant;
import java.util.List;
import jp.anshin.server.standby.Standby;
import jp.anshin.server.standby.StationRole;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Whether this server calls people, for programs: what it is, and making it the other. */
@RestController
@RequestMapping("/api/v1/standby")
class StandbyV1 {

  private final Standby standby;

  StandbyV1(Standby standby) {
    this.standby = standby;
  }

  /**
   * What is sent.
   *
   * @param role what it is to be
   * @param why in words
   */
  record Body(@Nullable String role, @Nullable String why) {}

  /**
   * One change.
   *
   * @param at when
   * @param role what it became
   * @param who somebody, or the configuration
   * @param why in their words
   */
  record Change(Instant at, StationRole role, String who, String why) {}

  /**
   * What the server is.
   *
   * @param role what it is
   * @param configured what the configuration says
   * @param changes the last ones, the last first
   */
  record State(StationRole role, StationRole configured, List<Change> changes) {}

  @GetMapping
  State state() {
    return new State(
        standby.role(),
        standby.configured(),
        standby.changes().stream()
            .map(each -> new Change(each.at(), each.role(), each.who(), each.why()))
            .toList());
  }

  /** Makes it active or lets it stand by; answers what it is then. */
  @PostMapping
  State change(InputStream sent, Principal who) throws IOException {
    Body body = SentJson.read(sent.readNBytes(SentJson.OCTETS_MAX + 1), Body.class);
    standby.change(
        who.getName(),
        SentJson.constant(StationRole.class, body.role(), "role"),
        SentJson.words("why", body.why(), Standby.WHY_MAX));
    return state();
  }
}
