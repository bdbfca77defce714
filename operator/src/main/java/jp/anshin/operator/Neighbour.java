package jp.anshin.operator;

import org.jspecify.annotations.Nullable;

/**
 * A network we exchange routes with.
 *
 * @param as its AS
 * @param name what it is called
 * @param relation what it is to us
 * @param router the router of ours that meets it and reports over BMP, or null when none does
 * @param limits how many prefixes it may announce on each session
 * @param period when it is one
 */
public record Neighbour(
    AsNumber as,
    LocalizedName name,
    Relation relation,
    @Nullable String router,
    PrefixLimits limits,
    Period period) {}
