package jp.anshin.server.operators;

/**
 * Another version of the operator file is in force. It is published once that version is on disk,
 * in the thread that replaced it; the import at the start is not told, because nobody has read an
 * earlier version then.
 *
 * @param current what is in force now
 */
public record OperatorFileChanged(OperatorFile current) {}
