using System.Diagnostics;
using Conformance.Harness.Reports;
using Conformance.Harness.Reports.Html;

namespace Conformance.Harness.Tests.Reports;

public class HtmlReportSpecs
{
    [Test]
    public void Nothing_from_the_wire_can_leave_its_place_in_the_page()
    {
        var page = Render(SampleRun.Result);

        Assert.That(page, Does.Not.Contain("<script>alert"));
        Assert.That(page, Does.Not.Contain("<b>bold"));
        Assert.That(page, Does.Contain("&lt;/script&gt;&lt;script&gt;alert(&quot;1&quot;)"));
        Assert.That(page, Does.Contain("acme &quot;im&quot; 2.3"));
        Assert.That(page.Split("<script").Length - 1, Is.EqualTo(3), "the data, one chunk, and the script");
    }

    [Test]
    public void Refers_to_nothing_outside_the_file()
    {
        var page = Render(SampleRun.Result);

        Assert.That(page, Does.Not.Match("""(src|href)="(?!#|data:)"""));
        Assert.That(page, Does.Not.Contain("@import").And.Not.Contain("url("));
        Assert.That(page, Does.Contain("default-src 'none'"));
    }

    [Test]
    public void Names_the_failing_cases_with_their_reasons_on_the_first_screen()
    {
        var page = Render(SampleRun.Result);

        Assert.That(page, Does.Contain("""<a href="#case=receipts/accepted-then-rejected/relay/udp/480">Relay did not send Alice a negative delivery receipt after Bob answered 480.</a>"""));
        Assert.That(page, Does.Contain("""href="#clause=RCPT-6.2-09" data-id="RCPT-6.2-09" aria-label="RCPT-6.2-09, MUST, failed: A relay"""));
    }

    [Test]
    public void Two_reports_of_one_run_are_identical()
    {
        var first = Render(SampleRun.Result);

        Assert.That(Render(SampleRun.Result), Is.EqualTo(first));
    }

    [Test]
    public void Ten_thousand_cases_stay_a_file_of_a_few_megabytes()
    {
        var run = LargeRun.Of(10_000);
        var folder = ReportFolder.Open(Path.Combine(TestContext.CurrentContext.WorkDirectory, "large-report"));
        var clock = Stopwatch.StartNew();

        new HtmlReport().Write(run, folder);

        TestContext.Out.WriteLine($"{clock.ElapsedMilliseconds} ms, {folder.PathOf("index.html")}");
        Assert.That(new FileInfo(folder.PathOf("index.html")).Length, Is.LessThan(16_000_000));
    }

    internal static string Render(Results.RunResult run)
    {
        using var writer = new StringWriter();
        HtmlReport.Write(run, writer);
        return writer.ToString();
    }
}
