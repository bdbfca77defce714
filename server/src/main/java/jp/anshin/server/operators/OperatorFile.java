package jp.anshin.server.operators;

import java.time.Instant;
import jp.anshin.operator.OperatorRegister;

/**
 * A version of the operator file.
 *
 * @param version 1 for the first, rising by one
 * @param text as it was written, comments and all
 * @param register what it says
 * @param savedAt when it was taken, by the server's clock
 * @param savedBy who saved it; {@code configuration} for the file the server was started with
 */
public record OperatorFile(
    int version, String text, OperatorRegister register, Instant savedAt, String savedBy) {}
