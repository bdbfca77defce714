package jp.anshin.formats.dmn;

import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** Elements of a DMN 1.3 model, one after another, indented for people. */
final class DmnText {

  private static final String MODEL = "https://www.omg.org/spec/DMN/20191111/MODEL/";
  private static final String TEXT = "text";

  /**
   * A parameter of a function.
   *
   * @param name its name
   * @param type its FEEL type
   */
  record Parameter(String name, String type) {}

  /**
   * A rule of a table whose first match decides.
   *
   * @param tests a unary test of each input
   * @param answer the output
   * @param citation where it stands; may be empty
   */
  record Rule(List<String> tests, String answer, String citation) {}

  private final StringWriter out = new StringWriter();
  private final XMLStreamWriter xml;
  private final List<String> open = new ArrayList<>();
  private boolean hasChild;
  private int counted;

  DmnText(String name, String namespace) {
    try {
      xml = XMLOutputFactory.newFactory().createXMLStreamWriter(out);
      xml.writeStartDocument("UTF-8", "1.0");
      start("definitions", "id", "definitions", "name", name, "namespace", namespace);
      xml.writeDefaultNamespace(MODEL);
    } catch (XMLStreamException e) {
      throw unexpected(e);
    }
  }

  private static IllegalStateException unexpected(XMLStreamException e) {
    return new IllegalStateException("writing to memory", e);
  }

  void input(String name, String type) {
    start("inputData", "id", "input_" + name, "name", name);
    empty("variable", "name", name, "typeRef", type);
    close();
  }

  /** A function whose body is one FEEL expression. */
  void function(String name, List<Parameter> parameters, List<String> calls, String body) {
    startFunction(name, parameters);
    literal(body);
    close();
    calls.forEach(this::knowledge);
    close();
  }

  /** A function whose body is a decision table. */
  void functionTable(
      String name, List<Parameter> parameters, List<String> inputs, List<Rule> rules) {
    startFunction(name, parameters);
    decisionTable(name, inputs, rules);
    close();
    close();
  }

  private void startFunction(String name, List<Parameter> parameters) {
    start("businessKnowledgeModel", "id", "function_" + name, "name", name);
    empty("variable", "name", name);
    start("encapsulatedLogic");
    parameters.forEach(parameter ->
        empty("formalParameter", "name", parameter.name(), "typeRef", parameter.type()));
  }

  /** A decision that is a table. */
  void table(
      String name, String type, List<String> inputs, List<String> decisions, List<Rule> rules) {
    startDecision(name, type);
    inputs.forEach(input -> required("requiredInput", "input_" + input));
    decisions.forEach(decision -> required("requiredDecision", "decision_" + decision));
    decisionTable(name, inputs, rules);
    close();
  }

  /** A decision that is one FEEL expression. */
  void literal(
      String name,
      List<String> inputs,
      List<String> moreInputs,
      List<String> decisions,
      List<String> functions,
      String body) {
    startDecision(name, "string");
    inputs.forEach(input -> required("requiredInput", "input_" + input));
    moreInputs.forEach(input -> required("requiredInput", "input_" + input));
    decisions.forEach(decision -> required("requiredDecision", "decision_" + decision));
    functions.forEach(this::knowledge);
    literal(body);
    close();
  }

  private void startDecision(String name, String type) {
    start("decision", "id", "decision_" + name, "name", name);
    empty("variable", "name", name, "typeRef", type);
  }

  private void required(String element, String id) {
    start("informationRequirement", "id", "requirement_" + counted++);
    empty(element, "href", "#" + id);
    close();
  }

  private void knowledge(String function) {
    start("knowledgeRequirement", "id", "requirement_" + counted++);
    empty("requiredKnowledge", "href", "#function_" + function);
    close();
  }

  private void literal(String body) {
    start("literalExpression");
    leaf(TEXT, body);
    close();
  }

  private void decisionTable(String name, List<String> inputs, List<Rule> rules) {
    start("decisionTable", "id", "rules_" + name, "hitPolicy", "FIRST");
    for (String input : inputs) {
      start("input", "id", "column_" + counted++, "label", input);
      start("inputExpression");
      leaf(TEXT, input);
      close();
      close();
    }
    empty("output", "id", "column_" + counted++);
    empty("annotation", "name", "根拠");
    for (Rule rule : rules) {
      start("rule", "id", "rule_" + counted++);
      rule.tests().forEach(test -> entry("inputEntry", test));
      entry("outputEntry", rule.answer());
      start("annotationEntry");
      leaf(TEXT, rule.citation());
      close();
      close();
    }
    close();
  }

  private void entry(String element, String expression) {
    start(element, "id", "entry_" + counted++);
    leaf(TEXT, expression);
    close();
  }

  /** Ends the model. */
  String end() {
    close();
    try {
      xml.writeEndDocument();
      xml.flush();
    } catch (XMLStreamException e) {
      throw unexpected(e);
    }
    return out + "\n";
  }

  private void start(String element, String... attributes) {
    try {
      newLine();
      xml.writeStartElement(element);
      attributes(attributes);
      open.add(element);
      hasChild = false;
    } catch (XMLStreamException e) {
      throw unexpected(e);
    }
  }

  private void empty(String element, String... attributes) {
    try {
      newLine();
      xml.writeEmptyElement(element);
      attributes(attributes);
      hasChild = true;
    } catch (XMLStreamException e) {
      throw unexpected(e);
    }
  }

  private void leaf(String element, String content) {
    try {
      newLine();
      xml.writeStartElement(element);
      xml.writeCharacters(content);
      xml.writeEndElement();
      hasChild = true;
    } catch (XMLStreamException e) {
      throw unexpected(e);
    }
  }

  private void close() {
    try {
      open.removeLast();
      if (hasChild) {
        newLine();
      }
      xml.writeEndElement();
      hasChild = true;
    } catch (XMLStreamException e) {
      throw unexpected(e);
    }
  }

  private void attributes(String... pairs) throws XMLStreamException {
    for (int i = 0; i < pairs.length; i += 2) {
      xml.writeAttribute(pairs[i], pairs[i + 1]);
    }
  }

  private void newLine() throws XMLStreamException {
    xml.writeCharacters("\n" + "  ".repeat(open.size()));
  }
}
