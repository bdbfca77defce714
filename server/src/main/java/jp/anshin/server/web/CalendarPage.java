package jp.anshin.server.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.security.Principal;
import java.util.Locale;
import jp.anshin.server.alerts.AlertOptions;
import jp.anshin.server.calendars.CalendarAddress;
import jp.anshin.server.calendars.CalendarAddresses;
import jp.anshin.server.calendars.DutyCalendar;
import jp.anshin.server.refusal.Refusal;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/** How does what is due get into my calendar? */
@Controller
class CalendarPage {

  private static final MediaType CALENDAR =
      new MediaType("text", "calendar", StandardCharsets.UTF_8);

  private final CalendarAddresses addresses;
  private final DutyCalendar calendar;
  private final AlertOptions options;
  private final Words words;

  CalendarPage(
      CalendarAddresses addresses, DutyCalendar calendar, AlertOptions options, Words words) {
    this.addresses = addresses;
    this.calendar = calendar;
    this.options = options;
    this.words = words;
  }

  @GetMapping("/settings/calendar")
  String page(Principal who, Model model) {
    return show(who, model);
  }

  /** The address is in the answer to this request alone: nobody can read it again. */
  @PostMapping("/settings/calendar/make")
  String make(
      @RequestParam(defaultValue = "") String label,
      Principal who,
      Locale locale,
      Model model,
      HttpServletRequest request,
      HttpServletResponse response) {
    response.setHeader("Cache-Control", "no-store");
    try {
      String token = addresses.make(who.getName(), label, spoken(locale));
      model.addAttribute("address", console(request) + "/calendar/" + token + ".ics");
    } catch (Refusal refusal) {
      response.setStatus(refusal.status());
      model.addAttribute("refused", refusal.sentence(locale));
      model.addAttribute("label", label);
    }
    return show(who, model);
  }

  @PostMapping("/settings/calendar/revoke")
  String revoke(@RequestParam String id, Principal who) {
    addresses.revoke(who.getName(), id);
    return "redirect:/settings/calendar?revoked";
  }

  /** For calendar programs, which know no log-in: the address itself is the key. */
  @GetMapping("/calendar/{token}.ics")
  ResponseEntity<byte[]> feed(@PathVariable String token) {
    return addresses
        .open(token)
        .map(CalendarAddress::language)
        .map(language ->
            ResponseEntity.ok()
                .contentType(CALENDAR)
                .cacheControl(CacheControl.noStore())
                .body(calendar.text(language).getBytes(StandardCharsets.UTF_8)))
        .orElseGet(() -> ResponseEntity.notFound().cacheControl(CacheControl.noStore()).build());
  }

  /** As the configuration says readers reach us, else as this reader did. */
  private String console(HttpServletRequest request) {
    String configured = options.consoleUrl();
    return configured.isEmpty()
        ? ServletUriComponentsBuilder.fromContextPath(request).replaceQuery(null).toUriString()
        : configured;
  }

  private Locale spoken(Locale locale) {
    return new Show(locale, words).japanese() ? Locale.JAPANESE : Locale.ENGLISH;
  }

  private String show(Principal who, Model model) {
    model.addAttribute("addresses", addresses.of(who.getName()));
    model.addAttribute("labelMax", CalendarAddresses.LABEL_CHARACTERS_MAX);
    return "calendar";
  }
}
