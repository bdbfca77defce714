package jp.anshin.server.operators;

/**
 * The operator file that the server's configuration names.
 *
 * @param text as it was written; empty when none is named
 */
public record ConfiguredOperator(String text) {}
