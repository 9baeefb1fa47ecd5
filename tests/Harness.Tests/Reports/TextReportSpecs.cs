using System.Text;
using Conformance.Harness.Reports;
using Conformance.Harness.Reports.Ladder;
using Conformance.Harness.Reports.Terminal;
using Conformance.Harness.Results;

namespace Conformance.Harness.Tests.Reports;

/// <summary>Every report that is text, whole, over the one sample run.</summary>
public class TextReportSpecs
{
    [Test]
    public void The_results_are_as_documented() => Snapshot.Verify("results.json", Text(stream => ResultsReport.Write(SampleRun.Result, stream)));

    [Test]
    public void The_test_report_is_in_the_dialect_of_CI_systems() => Snapshot.Verify("junit.xml", Text(stream => JUnitReport.Write(SampleRun.Result, stream)));

    [Test]
    public void The_summary_names_what_to_look_at() => Snapshot.Verify("summary.md", SummaryReport.Render(SampleRun.Result));

    [Test]
    public void The_screen_ends_with_the_verdict_and_the_place_of_the_report()
    {
        var output = new StringWriter();
        var console = TerminalOutput.Open(output, redirected: true, _ => null);

        SummaryView.Write(console, SampleRun.Result, failures: [new ReportFailure("junit.xml", new InvalidOperationException("the pen is dry"))]);
        CaseView.Write(console, SampleRun.Result.Cases[0]);

        Snapshot.Verify("console", output.ToString());
    }

    [Test]
    public void A_log_gets_a_line_for_each_tenth_of_the_way()
    {
        var output = new StringWriter();
        var console = TerminalOutput.Open(output, redirected: true, _ => null);

        var result = ProgressView.FollowAsync(console, 20, ended =>
        {
            for (var i = 0; i < 20; i++)
            {
                ended(SampleRun.Result.Cases[i == 3 ? 0 : 1]);
            }

            return Task.FromResult(42);
        }).Result;

        Assert.That(result, Is.EqualTo(42));
        Assert.That(output.ToString(), Does.StartWith("2 of 20 cases\n4 of 20 cases, 1 failed\n".ReplaceLineEndings()));
        Assert.That(output.ToString().Trim(), Does.EndWith("20 of 20 cases, 1 failed"));
    }

    [Test]
    public void Control_characters_from_the_wire_never_reach_the_terminal()
    {
        var output = new StringWriter();
        var @case = SampleRun.Result.Cases[2] with { Title = "red \u001b[31m and bell \a" };

        CaseView.Write(TerminalOutput.Open(output, redirected: true, _ => null), @case);

        Assert.That(output.ToString(), Does.Contain(@"red \x1B[31m and bell \x07"));
    }

    [Test]
    public void A_ladder_shows_arrows_gaps_boxes_and_remarks() => Snapshot.Verify("ladder", LadderText.Render(SampleRun.Result.Cases[0]) + LadderText.Render(SampleRun.Result.Cases[0], LadderStrokes.Ascii));

    [Test]
    public void A_scenario_that_has_not_run_is_drawn_from_rows()
    {
        LadderRow[] rows =
        [
            new("Alice", "Relay", "MESSAGE im") { Margin = "F1" },
            new("Relay", "Alice", "202 Accepted") { Margin = "F2" },
            new("Alice", "Bob", "a label over two gaps") { Margin = "F3" },
            new("Relay", "Alice", "MESSAGE receipt") { Margin = "F4", Kind = LadderRowKind.Missing, Remark = "never" },
        ];

        Snapshot.Verify("ladder-of-rows", LadderText.Render(["Alice", "Relay", "Bob"], "Relay", rows));
    }

    [Test]
    public void Nothing_ran_is_said_and_not_hidden()
    {
        var nothing = SampleRun.Result with { Cases = [], Requirements = [], Selected = 0, Verdict = Verdict.Inconclusive };

        Assert.That(SummaryReport.Render(nothing), Does.StartWith("# Inconclusive: acme \"im\" 2.3\n\nno case ran of 0 selected, in 6.25 s."));
        Assert.That(HtmlReportSpecs.Render(nothing), Does.Contain("could not be judged").And.Contain("No clause was put to the test."));
    }

    [Test]
    public void Times_are_given_in_the_unit_that_suits_them()
    {
        double[] seconds = [0, 0.000_25, 0.0042, 0.25, 4.2, 61];

        Assert.That(seconds.Select(value => Spelling.Time(TimeSpan.FromSeconds(value))), Is.EqualTo(new[] { "0 µs", "250 µs", "4.2 ms", "250 ms", "4.20 s", "1 min 01 s" }));
    }

    private static string Text(Action<Stream> write)
    {
        using var stream = new MemoryStream();
        write(stream);
        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
