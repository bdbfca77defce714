/** Bytes to messages and back: MRT, BGP, BMP, GWMP. Depends on the JDK only. */
module jp.anshin.wire {
  requires static org.jspecify;

  exports jp.anshin.wire;
  exports jp.anshin.wire.bgp;
  exports jp.anshin.wire.bmp;
  exports jp.anshin.wire.lora;
  exports jp.anshin.wire.mrt;
}
