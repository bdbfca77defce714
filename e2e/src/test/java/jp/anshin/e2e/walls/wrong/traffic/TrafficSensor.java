package jp.anshin.e2e.walls.wrong.traffic;

/** A sensor that others may not know. */
public record TrafficSensor(String name) {}
