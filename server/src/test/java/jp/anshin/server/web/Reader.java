package jp.anshin.server.web;

import java.io.IOException;
import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import jp.anshin.server.AnshinServer;

/** A person at a browser: keeps cookies, sends forms with the page's token. */
final class Reader implements AutoCloseable {

  private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");

  private final CookieManager kept = new CookieManager(null, CookiePolicy.ACCEPT_ALL);
  private final HttpClient client = HttpClient.newBuilder().cookieHandler(kept).build();
  private final AnshinServer server;
  private final String language;
  private String token = "";

  Reader(AnshinServer server, String language) {
    this.server = server;
    this.language = language;
  }

  static Reader loggedIn(AnshinServer server, String language, String name, String password) {
    var reader = new Reader(server, language);
    reader.get("/login");
    HttpResponse<String> answer =
        reader.post("/login", Map.of("username", name, "password", password));
    if (!answer.headers().firstValue("location").orElse("").endsWith("/")) {
      throw new AssertionError(name + " cannot log in: " + answer.headers().map());
    }
    return reader;
  }

  HttpResponse<String> get(String path) {
    HttpResponse<String> answer = send(request(path).GET().build());
    Matcher found = TOKEN.matcher(answer.body());
    if (found.find()) {
      token = found.group(1);
    }
    return answer;
  }

  /** The same where the program says what it accepts. */
  HttpResponse<String> get(String path, String accept) {
    return send(request(path).header("Accept", accept).GET().build());
  }

  byte[] bytes(String path) {
    try {
      HttpResponse<byte[]> answer =
          client.send(request(path).GET().build(), BodyHandlers.ofByteArray());
      if (answer.statusCode() != 200) {
        throw new AssertionError(path + " answers " + answer.statusCode());
      }
      return answer.body();
    } catch (IOException failure) {
      throw new AssertionError(path, failure);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new AssertionError(path, interrupted);
    }
  }

  HttpResponse<String> post(String path, Map<String, String> fields) {
    var all = new TreeMap<>(fields);
    all.put("_csrf", token);
    return postWithoutToken(path, all);
  }

  /** The same with a field that a form has several times. */
  HttpResponse<String> post(String path, String field, List<String> values) {
    String body =
        values.stream().map(each -> field + "=" + encoded(each)).collect(Collectors.joining("&"));
    return send(
        request(path)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(body + "&_csrf=" + encoded(token)))
            .build());
  }

  /** Sends a file by the form of a page, as a browser does. */
  HttpResponse<String> upload(String path, String fileName, byte[] file) {
    return upload(path, Map.of(), fileName, file);
  }

  /** The same with what was typed beside. */
  HttpResponse<String> upload(
      String path, Map<String, String> fields, String fileName, byte[] file) {
    String border = "----anshin-test";
    var all = new TreeMap<>(fields);
    all.put("_csrf", token);
    String typed =
        all.entrySet().stream()
            .map(field ->
                "\r\n--"
                    + border
                    + "\r\nContent-Disposition: form-data; name=\""
                    + field.getKey()
                    + "\"\r\n\r\n"
                    + field.getValue())
            .collect(Collectors.joining())
            .substring("\r\n".length());
    byte[] before =
        (typed
                + "\r\n--"
                + border
                + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\""
                + fileName
                + "\"\r\nContent-Type: text/csv\r\n\r\n")
            .getBytes(StandardCharsets.UTF_8);
    byte[] after = ("\r\n--" + border + "--\r\n").getBytes(StandardCharsets.UTF_8);
    byte[] body =
        ByteBuffer.allocate(before.length + file.length + after.length)
            .put(before)
            .put(file)
            .put(after)
            .array();
    return send(
        request(path)
            .header("Content-Type", "multipart/form-data; boundary=" + border)
            .POST(HttpRequest.BodyPublishers.ofByteArray(body))
            .build());
  }

  HttpResponse<String> postWithoutToken(String path, Map<String, String> fields) {
    String form =
        fields.entrySet().stream()
            .map(field -> encoded(field.getKey()) + "=" + encoded(field.getValue()))
            .collect(Collectors.joining("&"));
    return send(
        request(path)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(form))
            .build());
  }

  HttpResponse<String> send(HttpRequest request) {
    try {
      return client.send(request, BodyHandlers.ofString(StandardCharsets.UTF_8));
    } catch (IOException failure) {
      throw new AssertionError(request.uri().toString(), failure);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new AssertionError(request.uri().toString(), interrupted);
    }
  }

  HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
        .header("Accept", "text/html")
        .header("Accept-Language", language);
  }

  /** The cookies as a header, for another connection of the same person. */
  String cookies() {
    return kept.getCookieStore().getCookies().stream()
        .map(cookie -> cookie.getName() + "=" + cookie.getValue())
        .collect(Collectors.joining("; "));
  }

  @Override
  public void close() {
    client.close();
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
