package jp.anshin.server.periods;

import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.DigestInputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import jp.anshin.incident.periodic.PeriodLine;
import jp.anshin.incident.periodic.PeriodLine.Cell;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Lines of a period as text and back: a line of JSON for each, compressed, in Base64. Their digest
 * is that of the uncompressed octets. What was once written must be readable for ever: see its
 * golden file.
 *
 * @param digest SHA-256 in hexadecimal digits
 * @param content as it is kept
 */
record LinesText(String digest, String content) {

  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .build();

  static LinesText of(List<PeriodLine> lines) {
    MessageDigest digest = sha256();
    var compressed = new ByteArrayOutputStream();
    try (OutputStream out = new DigestOutputStream(new GZIPOutputStream(compressed), digest)) {
      for (PeriodLine line : lines) {
        out.write(MAPPER.writeValueAsBytes(line));
        out.write('\n');
      }
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return new LinesText(
        HexFormat.of().formatHex(digest.digest()),
        Base64.getEncoder().encodeToString(compressed.toByteArray()));
  }

  /**
   * The lines again.
   *
   * @throws IllegalStateException when they are not what the digest says: the database was changed
   *     by hand, or by a later version
   */
  List<PeriodLine> lines() {
    MessageDigest found = sha256();
    var lines = new ArrayList<PeriodLine>();
    // Most cells of a long report say what another says; one object each would fill the memory.
    Map<Cell, Cell> same = new HashMap<>();
    try (var in =
        new BufferedReader(
            new InputStreamReader(
                new DigestInputStream(
                    new GZIPInputStream(
                        new ByteArrayInputStream(Base64.getDecoder().decode(content))),
                    found),
                StandardCharsets.UTF_8))) {
      for (String text = in.readLine(); text != null; text = in.readLine()) {
        lines.add(sharing(MAPPER.readValue(text, PeriodLine.class), same));
      }
    } catch (IOException | JacksonException | IllegalArgumentException unreadable) {
      throw new IllegalStateException("stored lines " + digest + " cannot be read", unreadable);
    }
    if (!HexFormat.of().formatHex(found.digest()).equals(digest)) {
      throw new IllegalStateException("stored lines " + digest + " are not what was written");
    }
    return List.copyOf(lines);
  }

  private static PeriodLine sharing(PeriodLine line, Map<Cell, Cell> same) {
    List<Cell> cells =
        line.cells().stream().map(cell -> same.computeIfAbsent(cell, each -> each)).toList();
    return new PeriodLine(
        line.key(),
        line.headline(),
        line.day(),
        line.required(),
        line.filing(),
        line.questions(),
        line.decision(),
        cells);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException("every JDK has SHA-256", missing);
    }
  }
}
