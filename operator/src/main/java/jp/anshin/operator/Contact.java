package jp.anshin.operator;

import org.jspecify.annotations.Nullable;

/**
 * Someone to be reached, in our house or outside.
 *
 * @param role what for
 * @param name person or desk
 * @param mail address, or null when there is none; then {@code phone} is there
 * @param phone number as it is dialled, or null when there is none; then {@code mail} is there
 * @param fax number as it is dialled, or null when nobody has said
 * @param audience whose notices they receive
 * @param neighbour the neighbour they belong to, or null
 * @param period when they are to be reached
 * @param hours when {@code phone} is answered, or null when nobody has said
 * @param phoneOffHours number for all other hours, or null when nobody has said
 */
public record Contact(
    ContactRole role,
    LocalizedName name,
    @Nullable String mail,
    @Nullable String phone,
    @Nullable String fax,
    Audience audience,
    @Nullable AsNumber neighbour,
    Period period,
    @Nullable DeskHours hours,
    @Nullable String phoneOffHours) {

  /** Somebody of whom nobody has said when they answer. */
  public Contact(
      ContactRole role,
      LocalizedName name,
      @Nullable String mail,
      @Nullable String phone,
      @Nullable String fax,
      Audience audience,
      @Nullable AsNumber neighbour,
      Period period) {
    this(role, name, mail, phone, fax, audience, neighbour, period, null, null);
  }

  public Contact {
    if (mail == null && phone == null) {
      throw new IllegalArgumentException("a contact needs mail or phone: " + name.english());
    }
  }
}
