/** Codecs for routing protocols that depend on the JDK only. */
module jp.anshin.wire {
  requires static org.jspecify;
}
