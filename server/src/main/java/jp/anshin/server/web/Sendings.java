package jp.anshin.server.web;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import jp.anshin.incident.report.Channel;
import jp.anshin.incident.report.Report;
import jp.anshin.incident.report.Sending;
import jp.anshin.law.Figures;
import jp.anshin.operator.Audience;
import jp.anshin.operator.Contact;
import jp.anshin.operator.Operator;
import jp.anshin.server.refusal.Refusal;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;

/** The parts of a page on which a report is judged and its sending recorded. */
@Component
class Sendings {

  private final Words words;

  Sendings(Words words) {
    this.words = words;
  }

  /** What {@code report-parts} needs to show. */
  void show(Report report, Optional<Operator> operator, Instant present, Show show, Model model) {
    model.addAttribute("report", report);
    model.addAttribute("states", ReportWay.steps(report));
    model.addAttribute("unapproved", Report.goesUnapproved(report.id().kind()));
    offer(operator, present, show, model);
  }

  /** What the fields of a sending offer. */
  void offer(Optional<Operator> operator, Instant present, Show show, Model model) {
    model.addAttribute("channels", Channel.values());
    model.addAttribute("recipients", recipients(operator, show));
    model.addAttribute("present", present);
  }

  /**
   * The sending that a form tells of.
   *
   * @throws Refusal when a field is missing or cannot be meant
   */
  Sending of(Map<String, String> sent, Locale locale) {
    String recipient = sent.getOrDefault("recipient", "").strip();
    if (recipient.isEmpty()) {
      throw invalid("report.recipient", "fault.empty", locale);
    }
    return new Sending(
        channel(sent.getOrDefault("channel", ""), locale),
        recipient,
        moment(sent.getOrDefault("sentAt", ""), locale),
        sent.getOrDefault("receipt", "").strip(),
        sent.getOrDefault("remark", "").strip());
  }

  private static List<String> recipients(Optional<Operator> operator, Show show) {
    return operator.stream()
        .flatMap(who -> who.contacts().stream())
        .filter(contact ->
            contact.audience() == Audience.MINISTRY || contact.audience() == Audience.SHARING_GROUP)
        .map(contact -> told(contact, show))
        .toList();
  }

  private static String told(Contact contact, Show show) {
    String mail = contact.mail();
    return show.name(contact.name()) + (mail == null ? "" : " <" + mail + ">");
  }

  private Channel channel(String name, Locale locale) {
    for (Channel channel : Channel.values()) {
      if (channel.name().equals(name)) {
        return channel;
      }
    }
    throw invalid("report.channel", "fault.kind", locale);
  }

  private Instant moment(String text, Locale locale) {
    try {
      return LocalDateTime.parse(text).atZone(Figures.JAPAN).toInstant();
    } catch (DateTimeException noTime) {
      throw Refusal.because(
          noTime,
          "input.invalid",
          words.of(locale, "report.sent-at"),
          words.of(locale, "fault.time"));
    }
  }

  private Refusal invalid(String field, String fault, Locale locale) {
    return new Refusal("input.invalid", words.of(locale, field), words.of(locale, fault));
  }
}
