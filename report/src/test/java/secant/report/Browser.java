package secant.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import org.junit.jupiter.api.Assumptions;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/** A headless Chromium as Debian packages it, for tests of pages; without it they are skipped. */
final class Browser implements AutoCloseable {

    private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
    private static final Path DRIVER = Path.of("/usr/bin/chromedriver");

    private final ChromeDriver driver;
    private final Path directory;

    private Browser(ChromeDriver driver, Path directory) {
        this.driver = driver;
        this.directory = directory;
    }

    /** Starts a browser, or skips the test with a line that says why. */
    static Browser open(Path directory) {
        for (Path needed : List.of(CHROMIUM, DRIVER)) {
            if (!Files.isExecutable(needed)) {
                String why = "Skipping the tests of pages in a browser: there is no " + needed
                        + " (Debian's packages chromium and chromium-driver)";
                System.err.println(why);
                Assumptions.abort(why);
            }
        }
        ChromeOptions options = new ChromeOptions();
        options.setBinary(CHROMIUM.toString());
        options.addArguments(
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--hide-scrollbars", // so that the page is as wide as asked
                "--disable-quic",
                "--disable-dev-shm-usage",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--user-data-dir=" + directory.resolve("profile"));
        LoggingPreferences logs = new LoggingPreferences();
        logs.enable(LogType.BROWSER, Level.ALL);
        logs.enable(LogType.PERFORMANCE, Level.ALL);
        options.setCapability("goog:loggingPrefs", logs);
        // With the driver's path, nothing is looked up and nothing is downloaded.
        ChromeDriverService service = new ChromeDriverService.Builder()
                .usingDriverExecutable(DRIVER.toFile())
                .withLogFile(new File(directory.toFile(), "driver.log"))
                .build();
        ChromeDriver driver = new ChromeDriver(service, options);
        driver.manage().timeouts().pageLoadTimeout(Duration.ofSeconds(30));
        Browser browser = new Browser(driver, directory);
        driver.get("about:blank"); // away from the page of new tabs, which asks for its own parts
        browser.requests();
        browser.console();
        // When the first picture stands on the screen, from the start of the page's loading.
        driver.executeCdpCommand(
                "Page.addScriptToEvaluateOnNewDocument",
                Map.of(
                        "source",
                        "(function look(){const s=window.document.querySelector('figure svg');"
                                + "if(s&&s.getBoundingClientRect().height>0){"
                                + "requestAnimationFrame(()=>{window.firstPicture=performance.now()})}"
                                + "else requestAnimationFrame(look)})()"));
        return browser;
    }

    /** Shows a page in a window of some width. */
    Browser show(String html, int width) {
        try {
            Path file = Files.writeString(directory.resolve("page.html"), html);
            width(width);
            driver.get(file.toUri().toString());
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Browser width(int width) {
        driver.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", 900, "deviceScaleFactor", 1, "mobile", false));
        return this;
    }

    Browser theme(String theme) {
        driver.executeCdpCommand(
                "Emulation.setEmulatedMedia",
                Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", theme))));
        return this;
    }

    Object run(String script, Object... arguments) {
        return driver.executeScript(script, arguments);
    }

    String text(String css) {
        return String.valueOf(run("return document.querySelector(arguments[0]).textContent", css));
    }

    long count(String css) {
        return (Long) run("return document.querySelectorAll(arguments[0]).length", css);
    }

    WebElement find(String css) {
        return driver.findElement(By.cssSelector(css));
    }

    boolean isShown(String css) {
        return find(css).isDisplayed();
    }

    /** Waits for what the page shows in its own time, such as after a move of the pointer; fails after some seconds. */
    void awaitShown(String css) {
        Instant end = Instant.now().plusSeconds(10);
        while (!isShown(css)) {
            assertThat(Instant.now()).as("%s is not shown", css).isBefore(end);
            Thread.onSpinWait();
        }
    }

    void click(String css) {
        click(find(css));
    }

    void click(WebElement element) {
        run("arguments[0].scrollIntoView({block:'center',behavior:'instant'})", element);
        element.click();
    }

    /** Moves the pointer to a place of an element, from its centre. */
    void hover(WebElement element, int dx, int dy) {
        run("arguments[0].scrollIntoView({block:'center',behavior:'instant'})", element);
        new Actions(driver).moveToElement(element, dx, dy).perform();
    }

    /** Moves the pointer to a place of the window, and clicks there. */
    void clickAt(int x, int y) {
        new Actions(driver).moveToLocation(x, y).click().perform();
    }

    void hoverAt(int x, int y) {
        new Actions(driver).moveToLocation(x, y).perform();
    }

    void press(Keys key) {
        new Actions(driver).sendKeys(key).perform();
    }

    /** What the console said since it was last asked. */
    List<String> console() {
        return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
                .map(LogEntry::getMessage)
                .toList();
    }

    /** The addresses asked for since this was last called, without that of the page itself. */
    List<String> requests() {
        List<String> addresses = new ArrayList<>();
        for (LogEntry entry : driver.manage().logs().get(LogType.PERFORMANCE)) {
            String message = entry.getMessage();
            if (message.contains("\"Network.requestWillBeSent\"")) {
                String address = message.replaceAll("(?s).*?\"request\":\\{.*?\"url\":\"([^\"]*)\".*", "$1");
                if (!address.startsWith("file:") || !address.endsWith("/page.html")) {
                    addresses.add(address);
                }
            }
        }
        return addresses;
    }

    byte[] pdf() {
        return Base64.getDecoder()
                .decode((String) driver.executeCdpCommand("Page.printToPDF", Map.of("printBackground", true))
                        .get("data"));
    }

    @Override
    public void close() {
        driver.quit();
    }
}
