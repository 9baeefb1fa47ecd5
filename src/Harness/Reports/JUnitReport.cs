using System.Globalization;
using System.Text;
using System.Xml;
using Conformance.Harness.Baselines;
using Conformance.Harness.Reports.Ladder;
using Conformance.Harness.Results;

namespace Conformance.Harness.Reports;

/// <summary>
/// <c>junit.xml</c> in the dialect that CI systems share (Surefire): a suite for each group of scenarios, a case that came to no judgement
/// is skipped, the harness's own fault is an error, and the ladder is the output of the case.
/// </summary>
public sealed class JUnitReport : IReport
{
    /// <inheritdoc/>
    public string FileName => "junit.xml";

    /// <inheritdoc/>
    public void Write(RunResult run, ReportFolder folder) => folder.Write(FileName, stream => Write(run, stream));

    /// <summary>Writes the document to a stream.</summary>
    public static void Write(RunResult run, Stream stream)
    {
        using var xml = XmlWriter.Create(stream, new XmlWriterSettings { Indent = true, NewLineChars = "\n", Encoding = new UTF8Encoding(false) });
        xml.WriteStartElement("testsuites");
        xml.WriteAttributeString("name", Text($"conformance of {run.SutName}"));
        Totals(xml, run.Cases, run.Duration, run.Baseline, ofSuites: true);
        foreach (var group in run.Cases.GroupBy(Group).OrderBy(group => group.Key, StringComparer.Ordinal))
        {
            Suite(xml, run, group.Key, [.. group]);
        }

        if (run.Baseline is { Stale.Count: > 0 } baseline)
        {
            Baseline(xml, run, baseline);
        }

        xml.WriteEndElement();
    }

    /// <summary>CI systems count cases, so each stale row of the baseline is one that failed.</summary>
    private static void Baseline(XmlWriter xml, RunResult run, BaselineOutcome baseline)
    {
        xml.WriteStartElement("testsuite");
        xml.WriteAttributeString("name", "baseline");
        Totals(xml, [], TimeSpan.Zero, baseline);
        Properties(xml, run);
        foreach (var stale in baseline.Stale)
        {
            xml.WriteStartElement("testcase");
            xml.WriteAttributeString("name", Text(stale.Failure.Subject));
            xml.WriteAttributeString("classname", "baseline");
            xml.WriteAttributeString("time", Spelling.Seconds(TimeSpan.Zero));
            xml.WriteStartElement("failure");
            xml.WriteAttributeString("message", Text($"stale in {baseline.File}: {stale.Why}"));
            xml.WriteAttributeString("type", "baseline");
            xml.WriteString(Text(stale.Failure.Text));
            xml.WriteEndElement();
            xml.WriteEndElement();
        }

        xml.WriteEndElement();
    }

    private static void Suite(XmlWriter xml, RunResult run, string name, CaseResult[] cases)
    {
        xml.WriteStartElement("testsuite");
        xml.WriteAttributeString("name", Text(name));
        Totals(xml, cases, TimeSpan.FromTicks(cases.Sum(@case => @case.Duration.Ticks)));
        Properties(xml, run);
        foreach (var @case in cases)
        {
            Case(xml, @case, name, run.SutFile);
        }

        xml.WriteEndElement();
    }

    private static void Properties(XmlWriter xml, RunResult run)
    {
        xml.WriteAttributeString("timestamp", run.StartedAt.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture));
        xml.WriteStartElement("properties");
        Property(xml, "sut", run.SutName);
        Property(xml, "harness", run.HarnessVersion);
        Property(xml, "network", run.Network);
        Property(xml, "seed", run.Seed.ToString(CultureInfo.InvariantCulture));
        xml.WriteEndElement();
    }

    private static void Case(XmlWriter xml, CaseResult @case, string group, string? sutFile)
    {
        xml.WriteStartElement("testcase");
        xml.WriteAttributeString("name", Text(@case.Id));
        xml.WriteAttributeString("classname", Text(group.Replace('/', '.')));
        xml.WriteAttributeString("time", Spelling.Seconds(@case.Duration));
        var (element, type) = @case.Verdict switch
        {
            _ when @case.Known => ("skipped", null),
            Verdict.Fail => ("failure", CaseReason.Worst(@case)?.Requirement ?? "flow"),
            Verdict.Error => ("error", "harness"),
            Verdict.Inconclusive => ("skipped", null),
            _ => (null, null),
        };
        if (element is not null)
        {
            xml.WriteStartElement(element);
            xml.WriteAttributeString("message", Text(CaseReason.Of(@case)));
            if (type is not null)
            {
                xml.WriteAttributeString("type", Text(type));
                xml.WriteString(Text(Findings(@case, sutFile)));
            }

            xml.WriteEndElement();
        }

        xml.WriteStartElement("system-out");
        xml.WriteString(Text(Output(@case)));
        xml.WriteEndElement();
        xml.WriteEndElement();
    }

    private static string Findings(CaseResult @case, string? sutFile)
    {
        var text = new StringBuilder();
        foreach (var finding in @case.Findings)
        {
            text.Append(FindingText.Render(finding)).Append('\n');
        }

        return text.Append(Spelling.Rerun(@case, sutFile)).Append('\n').ToString();
    }

    private static string Output(CaseResult @case)
    {
        var text = new StringBuilder().Append(@case.Title).Append("\n\n").Append(LadderText.Render(@case));
        if (@case.Verdict is Verdict.Pass or Verdict.Inconclusive)
        {
            foreach (var finding in @case.Findings)
            {
                text.Append('\n').Append(FindingText.Render(finding)).Append('\n');
            }
        }

        return text.ToString();
    }

    private static void Totals(XmlWriter xml, IReadOnlyCollection<CaseResult> cases, TimeSpan time, BaselineOutcome? baseline = null, bool ofSuites = false)
    {
        var counts = RunCounts.Of(cases);
        var known = cases.Count(@case => @case.Known);
        var stale = baseline?.Stale.Count ?? 0;
        Number(xml, "tests", counts.Total + stale);
        Number(xml, "failures", counts.Failed - cases.Count(@case => @case is { Known: true, Verdict: Verdict.Fail }) + stale);
        Number(xml, "errors", counts.Error);
        if (!ofSuites)
        {
            // Readers know the attribute on a suite only.
            Number(xml, "skipped", counts.Inconclusive + known);
        }

        xml.WriteAttributeString("time", Spelling.Seconds(time));
    }

    private static void Number(XmlWriter xml, string name, int value) => xml.WriteAttributeString(name, value.ToString(CultureInfo.InvariantCulture));

    private static void Property(XmlWriter xml, string name, string value)
    {
        xml.WriteStartElement("property");
        xml.WriteAttributeString("name", name);
        xml.WriteAttributeString("value", Text(value));
        xml.WriteEndElement();
    }

    private static string Group(CaseResult @case)
    {
        var last = @case.Scenario.LastIndexOf('/');
        var folder = last < 0 ? "" : @case.Scenario[..last];
        return folder.Length == 0 || folder == @case.Suite || folder.StartsWith(@case.Suite + "/", StringComparison.Ordinal)
            ? (folder.Length == 0 ? @case.Suite : folder)
            : $"{@case.Suite}/{folder}";
    }

    /// <summary>XML 1.0 has no way to write most control characters; they are shown as escapes.</summary>
    private static string Text(string value)
    {
        StringBuilder? text = null;
        for (var i = 0; i < value.Length; i++)
        {
            var pair = i + 1 < value.Length && XmlConvert.IsXmlSurrogatePair(value[i + 1], value[i]);
            if (pair || (XmlConvert.IsXmlChar(value[i]) && value[i] != '\r'))
            {
                text?.Append(value, i, pair ? 2 : 1);
                i += pair ? 1 : 0;
                continue;
            }

            text ??= new StringBuilder(value, 0, i, value.Length + 8);
            text.Append(CultureInfo.InvariantCulture, $"\\u{(int)value[i]:x4}");
        }

        return text?.ToString() ?? value;
    }
}
