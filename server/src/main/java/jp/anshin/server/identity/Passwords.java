package jp.anshin.server.identity;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;

/**
 * bcrypt over SHA-256 of the password: bcrypt alone takes no more than 72 bytes, which 24 Japanese
 * letters fill.
 */
final class Passwords implements PasswordEncoder {

  /** Hash of a password nobody has, compared with when there is no such account. */
  static final String HASH_OF_NOTHING;

  /** About 70 ms on a small machine: slow to guess, quick enough to log in. */
  private static final int STRENGTH = 10;

  private static final int RANDOM_OCTETS = 12;
  private static final SecureRandom RANDOM = new SecureRandom();

  static {
    HASH_OF_NOTHING = new Passwords().encode(random());
  }

  private final BCryptPasswordEncoder bcrypt = new BCryptPasswordEncoder(STRENGTH);

  /** A password nobody can guess: 16 letters and digits. */
  static String random() {
    byte[] octets = new byte[RANDOM_OCTETS];
    RANDOM.nextBytes(octets);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(octets);
  }

  /** Tells one kept hash from another without telling it: SHA-256 of it, in Base64. */
  static String stamp(String hash) {
    return digest(hash);
  }

  @Override
  public String encode(@Nullable CharSequence password) {
    return Objects.requireNonNull(bcrypt.encode(digest(password)));
  }

  @Override
  public boolean matches(@Nullable CharSequence password, @Nullable String hash) {
    return bcrypt.matches(digest(password), hash);
  }

  private static String digest(@Nullable CharSequence password) {
    byte[] octets = String.valueOf(password).getBytes(StandardCharsets.UTF_8);
    try {
      return Base64.getEncoder()
          .encodeToString(MessageDigest.getInstance("SHA-256").digest(octets));
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException("every JDK has SHA-256", missing);
    }
  }
}
