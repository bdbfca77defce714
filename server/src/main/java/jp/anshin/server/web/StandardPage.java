package jp.anshin.server.web;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import jp.anshin.formats.standard.StandardItem;
import jp.anshin.formats.standard.StandardItems;
import jp.anshin.incident.IncidentId;
import jp.anshin.incident.verification.Measure;
import jp.anshin.server.verifications.Verifications;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** Which items of the safety and reliability standard do our measures serve? */
@Controller
class StandardPage {

  /** Verifications looked at: many years of a large operator. */
  private static final int VERIFICATIONS_MAX = 2000;

  private final Verifications verifications;

  StandardPage(Verifications verifications) {
    this.verifications = verifications;
  }

  /**
   * A measure that serves an item.
   *
   * @param incident of which accident
   * @param measure which
   */
  record Serving(IncidentId incident, Measure measure) {}

  @GetMapping("/standard")
  String page(Model model) {
    StandardItems known = StandardItems.shipped();
    model.addAttribute("standard", known);
    model.addAttribute("serving", serving(known));
    return "standard";
  }

  private Map<String, List<Serving>> serving(StandardItems known) {
    var serving = new TreeMap<String, List<Serving>>();
    for (StandardItem item : known.items()) {
      serving.put(item.id(), new ArrayList<>());
    }
    for (IncidentId id : verifications.incidents(VERIFICATIONS_MAX)) {
      for (Measure measure : verifications.of(id).measures()) {
        for (String standard : measure.standards()) {
          List<Serving> of = serving.get(standard);
          if (of != null) {
            of.add(new Serving(id, measure));
          }
        }
      }
    }
    return serving;
  }
}
