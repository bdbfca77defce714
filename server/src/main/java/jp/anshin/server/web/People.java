package jp.anshin.server.web;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import jp.anshin.server.identity.Account;
import org.jspecify.annotations.Nullable;

/** What people are called, for one page: each is looked up once. */
public final class People {

  private final Function<String, Optional<Account>> accounts;
  private final Words words;
  private final Locale locale;
  private final Map<String, String> known = new HashMap<>();

  People(Function<String, Optional<Account>> accounts, Words words, Locale locale) {
    this.accounts = accounts;
    this.words = words;
    this.locale = locale;
  }

  /**
   * The name with the log-in behind it, by which two of one name are told apart; who has no account
   * here, as a sensor, is called as it was kept.
   */
  public String of(@Nullable String login) {
    return login == null ? "" : known.computeIfAbsent(login, this::named);
  }

  private String named(String login) {
    return accounts
        .apply(login)
        .map(Account::displayName)
        .filter(name -> !name.equals(login))
        .map(name -> words.of(locale, "person.named", name, login))
        .orElse(login);
  }
}
