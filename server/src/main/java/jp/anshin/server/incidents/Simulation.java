package jp.anshin.server.incidents;

/**
 * Whether what comes in is replayed or generated, never a real event.
 *
 * @param isOn whether it is
 */
public record Simulation(boolean isOn) {}
