/** What LoRa gateways and a network server say to each other over UDP (Semtech GWMP). */
@NullMarked
package jp.anshin.wire.lora;

import org.jspecify.annotations.NullMarked;
