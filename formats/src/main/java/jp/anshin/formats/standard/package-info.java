/**
 * Items of the safety and reliability standard (情報通信ネットワーク安全・信頼性基準) that are known word for word.
 */
@NullMarked
package jp.anshin.formats.standard;

import org.jspecify.annotations.NullMarked;
