package jp.anshin.server.rulebooks;

import jp.anshin.law.AccidentLaw;

/**
 * Another rulebook is in force, and on disk.
 *
 * @param law by which is judged from now on
 */
public record RulebookChanged(AccidentLaw law) {}
