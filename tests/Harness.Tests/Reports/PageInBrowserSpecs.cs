using Conformance.Harness.Reports;
using Conformance.Harness.Reports.Html;
using Conformance.Harness.Results;
using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace Conformance.Harness.Tests.Reports;

/// <summary>The page as a reader meets it: opened from the disk, in a real browser.</summary>
[Category("Browser")]
public class PageInBrowserSpecs
{
    private const string Chromium = "/usr/bin/chromium";
    private static readonly string[] Arguments = ["--disable-gpu", "--disable-background-networking"];

    private readonly List<string> complaints = [];
    private IPlaywright? playwright;
    private IBrowser? browser;

    private string Folder => Path.Combine(TestContext.CurrentContext.WorkDirectory, "page");

    [OneTimeSetUp]
    public async Task OpenBrowser()
    {
        if (!File.Exists(Chromium))
        {
            Assert.Ignore("needs a browser: apt-get install chromium");
        }

        Write(SampleRun.Result, "sample.html");
        playwright = await Playwright.CreateAsync();
        browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = Chromium, ChromiumSandbox = false, Args = Arguments });
    }

    [OneTimeTearDown]
    public async Task CloseBrowser()
    {
        if (browser is not null)
        {
            await browser.CloseAsync();
        }

        playwright?.Dispose();
    }

    [SetUp]
    public void ForgetComplaints() => complaints.Clear();

    [TearDown]
    public void Nothing_was_complained_about() => Assert.That(complaints, Is.Empty, "errors on the console of the page");

    [Test]
    public async Task The_cause_of_a_failure_is_one_click_away_from_the_first_screen()
    {
        var page = await Open("sample.html");

        await page.GetByRole(AriaRole.Link, new() { Name = "Relay did not send Alice a negative delivery receipt" }).First.ClickAsync();

        var cause = page.GetByRole(AriaRole.Region, new() { Name = "First divergence" });
        await Says(cause, "Relay did not send Alice a negative delivery receipt after Bob answered 480.");
        await Says(cause, "MESSAGE receipt(M1 neg) from Relay to Alice within 5 s");
        await Says(cause, "MUST A relay that answered 202 reports a later failure with a negative receipt.");
        await Says(page.Locator("body"), "conformance run --only receipts/accepted-then-rejected/relay/udp/480");
        await page.GetByRole(AriaRole.Img, new() { Name = "Relay to Alice: MESSAGE receipt(M1 neg), at 5.011 s, missing" }).WaitForAsync();
        Assert.That(await page.TitleAsync(), Does.StartWith("A relay that already answered 202"));
    }

    [Test]
    public async Task What_an_envelope_held_stands_below_its_octets()
    {
        var page = await Open("sample.html#case=receipts/plain/alice/udp");

        var message = page.GetByRole(AriaRole.Article).Filter(new() { HasText = "200 OK" });
        await Says(message, "Inside the envelope, opened with the reader's key; signed by CN=Bob");
        await Says(message, "Only for Alice");
    }

    [Test]
    public async Task An_arrow_leads_to_its_message_and_the_offending_octets_are_marked()
    {
        var page = await Open("sample.html#case=receipts/request/alice/tcp");

        await page.GetByRole(AriaRole.Link, new() { Name = "Alice to Bob: MESSAGE im(read)" }).First.ClickAsync();

        Assert.That(await page.EvaluateAsync<string>("document.activeElement.id"), Is.EqualTo("m0"));
        Assert.That(await page.Locator("#m0 mark").TextContentAsync(), Is.EqualTo("Message-ID: "));
        Assert.That(await page.Locator("#m0 .eol").First.IsVisibleAsync(), Is.False);
        await page.GetByLabel("show CR LF").CheckAsync();
        Assert.That(await page.Locator("#m0 .eol").First.IsVisibleAsync(), Is.True);
    }

    [Test]
    public async Task Octets_that_are_no_text_and_lone_line_ends_are_always_visible()
    {
        var page = await Open("sample.html#case=uri-list/sip/duplicates/uac/tls");

        await page.Locator("#m0").WaitForAsync();

        Assert.That(await page.Locator("#m0 .odd").AllTextContentsAsync(), Is.EqualTo(new[] { "\\xFF", "\\x00", "\u240a", "\u240d" }));
    }

    [Test]
    public async Task A_clause_leads_to_its_cases()
    {
        var page = await Open("sample.html");
        var tile = page.GetByRole(AriaRole.Link, new() { Name = "RCPT-3.1-03, MUST, failed" });

        await tile.FocusAsync();
        await Says(page.GetByRole(AriaRole.Tooltip), "An IM that asks for a receipt carries a Message-ID.");
        await tile.PressAsync("Enter");
        await page.GetByRole(AriaRole.Link, new() { Name = "receipts/request/alice/tcp" }).ClickAsync();

        await page.GetByRole(AriaRole.Heading, new() { Name = "A message that asks for a read receipt" }).WaitForAsync();
    }

    [Test]
    public async Task Readings_say_what_is_in_force_and_what_was_seen()
    {
        var page = await Open("sample.html#readings");
        var readings = page.GetByRole(AriaRole.Region, new() { Name = "Readings" });

        await Says(readings, "X-NO-NAMESPACE (declared) X-NO-NAMESPACE: 3 cases namespace: 1 case findings in 3 cases");
        Assert.That(await readings.Locator("details").CountAsync(), Is.EqualTo(3), "what nobody saw is left out");
        await readings.GetByText("AMB-05").First.ClickAsync();
        await Says(readings, "Figures show the elements in no namespace");
        await Says(readings, "A SUT file can declare namespace instead.");
    }

    [Test]
    public async Task The_list_is_filtered_and_the_address_remembers_it()
    {
        var page = await Open("sample.html#cases?verdict=fail&text=READ%20RECEIPT");

        await Says(page.Locator("#found"), "1 of 5 cases");
        await page.GetByLabel("Verdict").SelectOptionAsync("attention");
        await page.GetByLabel("Text").FillAsync("");
        await Says(page.Locator("#found"), "4 of 5 cases");
        Assert.That(page.Url, Does.EndWith("#cases?verdict=attention"));
    }

    [Test]
    public async Task Ten_thousand_cases_are_filtered_within_a_blink()
    {
        Write(LargeRun.Of(10_000), "large.html");
        var page = await Open("large.html");
        await Says(page.Locator("#found"), "10\u202f000 of 10\u202f000 cases");

        var milliseconds = await page.EvaluateAsync<double>("""
            () => { const field = document.querySelector('[name=text]'); const start = performance.now(); field.value = 'v99'; field.dispatchEvent(new Event('input', { bubbles: true })); return performance.now() - start; }
            """);

        TestContext.Out.WriteLine($"{milliseconds} ms");
        Assert.That(await page.Locator("#list tbody tr").CountAsync(), Is.EqualTo(100));
        Assert.That(milliseconds, Is.LessThan(500));
    }

    [Test]
    public async Task Nothing_scrolls_sideways_on_a_phone([Values("", "#case=receipts/accepted-then-rejected/relay/udp/480", "#case=receipts/plain/alice/udp", "#clause=RCPT-3.1-03")] string view)
    {
        var page = await Open("sample.html" + view, ColorScheme.Light, width: 390);

        Assert.That(await page.EvaluateAsync<int>("document.documentElement.scrollWidth"), Is.LessThanOrEqualTo(390));
    }

    [TestCase("", false)]
    [TestCase("", true)]
    [TestCase("#case=receipts/accepted-then-rejected/relay/udp/480", false)]
    [TestCase("#case=receipts/request/alice/tcp", true)]
    [TestCase("#case=receipts/plain/alice/udp", false)]
    [TestCase("#clause=RCPT-3.1-03", true)]
    public async Task Axe_finds_no_serious_violation(string view, bool dark)
    {
        var page = await Open("sample.html" + view, dark ? ColorScheme.Dark : ColorScheme.Light);

        AxeResult result = await page.RunAxe();

        var serious = result.Violations.Where(violation => violation.Impact is "serious" or "critical");
        Assert.That(serious.Select(violation => $"{violation.Id}: {violation.Help}: {string.Join(" ", violation.Nodes.Select(node => node.Html))}"), Is.Empty);
    }

    private async Task<IPage> Open(string address, ColorScheme scheme = ColorScheme.Light, int width = 1440)
    {
        Assert.That(browser, Is.Not.Null);
        var page = await browser!.NewPageAsync(new() { ViewportSize = new() { Width = width, Height = 900 }, ColorScheme = scheme });
        page.PageError += (_, error) => complaints.Add(error);
        page.Console += (_, said) =>
        {
            if (said.Type is "error" or "warning")
            {
                complaints.Add(said.Text);
            }
        };
        await page.GotoAsync($"file://{Folder}/{address}");
        if (address.Contains("#case", StringComparison.Ordinal) && !address.Contains('?', StringComparison.Ordinal))
        {
            await page.Locator("#view-h").WaitForAsync();
        }

        return page;
    }

    private static async Task Says(ILocator place, string text) =>
        await place.GetByText(text).Or(place.Filter(new() { HasText = text })).First.WaitForAsync(new() { Timeout = 5000 });

    private void Write(RunResult run, string name)
    {
        using var writer = new StreamWriter(ReportFolder.Open(Folder).PathOf(name));
        HtmlReport.Write(run, writer);
    }
}
