package jp.anshin.formats.dmn;

import java.io.StringReader;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import jp.anshin.law.Truth;
import org.kie.dmn.api.core.DMNContext;
import org.kie.dmn.api.core.DMNModel;
import org.kie.dmn.api.core.DMNResult;
import org.kie.dmn.api.core.DMNRuntime;
import org.kie.dmn.core.internal.utils.DMNRuntimeBuilder;
import org.kie.internal.io.ResourceFactory;

/** Runs the model in Apache KIE's engine, which knows nothing of ours. */
final class DmnOracle {

  private final DMNRuntime runtime;
  private final DMNModel model;

  DmnOracle(String xml) {
    runtime =
        DMNRuntimeBuilder.fromDefaults()
            .buildConfiguration()
            .fromResources(
                List.of(ResourceFactory.newReaderResource(new StringReader(xml), "UTF-8")))
            .getOrElseThrow(fault -> new IllegalStateException("the model", fault));
    model = runtime.getModel(RulebookDmn.NAMESPACE, RulebookDmn.NAME);
    if (model.hasErrors()) {
      throw new IllegalStateException(model.getMessages().toString());
    }
  }

  /** The answers {@code serious} and {@code periodic}. */
  record Answer(Truth serious, Truth periodic) {}

  Answer answer(Map<String, Object> inputs) {
    DMNContext context = runtime.newContext();
    inputs.forEach(context::set);
    DMNResult result = runtime.evaluateByName(model, context, "periodic");
    if (result.hasErrors()) {
      throw new IllegalStateException(inputs + ": " + result.getMessages());
    }
    return new Answer(
        truth(result.getContext().get("serious")), truth(result.getContext().get("periodic")));
  }

  /** What one edition alone says of the tables. */
  Truth byEdition(String decision, Map<String, Object> inputs) {
    DMNContext context = runtime.newContext();
    inputs.forEach(context::set);
    DMNResult result = runtime.evaluateByName(model, context, decision);
    if (result.hasErrors()) {
      throw new IllegalStateException(inputs + ": " + result.getMessages());
    }
    return truth(result.getContext().get(decision));
  }

  private static Truth truth(Object word) {
    return Truth.valueOf(String.valueOf(word).toUpperCase(Locale.ROOT));
  }
}
