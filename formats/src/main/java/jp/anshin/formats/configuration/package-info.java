/** The server's configuration file: YAML that says where it listens and keeps what it knows. */
@NullMarked
package jp.anshin.formats.configuration;

import org.jspecify.annotations.NullMarked;
