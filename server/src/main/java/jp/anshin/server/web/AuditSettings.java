package jp.anshin.server.web;

import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import jp.anshin.server.audit.Audit;
import jp.anshin.server.audit.AuditEntry;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Who changed what, and is the record whole? */
@Controller
class AuditSettings {

  private final Audit audit;
  private final Words words;

  AuditSettings(Audit audit, Words words) {
    this.audit = audit;
    this.words = words;
  }

  @GetMapping("/settings/audit")
  String audit(@RequestParam(required = false) @Nullable Long before, Locale locale, Model model) {
    List<AuditEntry> entries = audit.before(before == null ? Long.MAX_VALUE : before);
    OptionalLong broken = audit.firstBroken();
    model.addAttribute("said", new AuditWords(new Show(locale, words)));
    model.addAttribute("entries", entries);
    model.addAttribute("broken", broken.isPresent() ? broken.getAsLong() : null);
    model.addAttribute("last", entries.isEmpty() ? null : entries.getFirst().hash());
    model.addAttribute("first", before == null);
    model.addAttribute(
        "older",
        entries.isEmpty() || entries.getLast().sequence() == 1
            ? null
            : entries.getLast().sequence());
    return "audit";
  }
}
