package jp.anshin.e2e.walls.wrong.journal;

/** Stands for the octets that came in. */
public record Segment(long number) {}
