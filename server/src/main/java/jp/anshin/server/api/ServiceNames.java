package jp.anshin.server.api;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import jp.anshin.operator.Operator;
import jp.anshin.operator.Service;

/**
 * What sentences for programs call a service: its name, for who reads them, with the id by which
 * programs know it.
 *
 * @param services those of the operator file
 */
record ServiceNames(List<Service> services) {

  ServiceNames {
    services = List.copyOf(services);
  }

  static ServiceNames of(Optional<Operator> operator) {
    return new ServiceNames(operator.map(Operator::services).orElse(List.of()));
  }

  /** From an id to name and id; an id that the file does not know stays alone. */
  Function<String, String> in(Locale locale) {
    boolean japanese = locale.getLanguage().equals(Locale.JAPANESE.getLanguage());
    return id ->
        services.stream()
            .filter(service -> service.id().equals(id))
            .map(service ->
                service.name().in(locale) + (japanese ? "（" + id + "）" : " (" + id + ")"))
            .findFirst()
            .orElse(id);
  }
}
