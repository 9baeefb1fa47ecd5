using System.Globalization;
using System.Text.Json;
using Conformance.Harness.Baselines;
using Conformance.Harness.Results;

namespace Conformance.Harness.Reports;

/// <summary>
/// <c>results.json</c>, for machines. Its shape is fixed by <c>docs/results.schema.json</c>; properties come in a fixed order and cases in
/// the order of their ids, so that two runs can be compared with a text diff.
/// </summary>
public sealed class ResultsReport : IReport
{
    /// <summary>Number of octets of evidence quoted in a finding; more is in the journal.</summary>
    private const int ExcerptOctets = 400;

    /// <inheritdoc/>
    public string FileName => "results.json";

    /// <inheritdoc/>
    public void Write(RunResult run, ReportFolder folder) => folder.Write(FileName, stream => Write(run, stream));

    /// <summary>Writes the document to a stream, UTF-8 without a byte order mark.</summary>
    public static void Write(RunResult run, Stream stream)
    {
        using var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true, NewLine = "\n" });
        var levels = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var row in run.Requirements)
        {
            levels[row.Requirement.Id] = Spelling.Of(row.Requirement.Level);
        }

        json.WriteStartObject();
        json.WriteNumber("format", 1);
        json.WriteStartObject("harness");
        json.WriteString("version", run.HarnessVersion);
        json.WriteEndObject();
        json.WriteStartObject("sut");
        json.WriteString("name", run.SutName);
        json.WriteEndObject();
        json.WriteString("network", run.Network);
        json.WriteString("seed", run.Seed.ToString(CultureInfo.InvariantCulture));
        json.WriteString("startedAt", run.StartedAt.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture));
        Milliseconds(json, "durationMs", run.Duration);
        json.WriteBoolean("strict", run.Strict);
        json.WriteBoolean("interrupted", run.Interrupted);
        json.WriteNumber("selected", run.Selected);
        json.WriteString("verdict", Spelling.Of(run.Verdict));
        Counts(json, RunCounts.Of(run.Cases));
        json.WriteStartArray("cases");
        foreach (var @case in run.Cases)
        {
            Case(json, @case, levels);
        }

        json.WriteEndArray();
        json.WriteStartArray("requirements");
        foreach (var row in run.Requirements)
        {
            Requirement(json, row);
        }

        json.WriteEndArray();
        json.WriteStartArray("readings");
        foreach (var row in run.Readings)
        {
            Reading(json, row);
        }

        json.WriteEndArray();
        json.WriteStartArray("leftOut");
        foreach (var (why, cases) in run.LeftOut)
        {
            json.WriteStartObject();
            json.WriteString("why", why);
            json.Strings("cases", cases);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        Baseline(json, run);
        json.WriteStartArray("missingActions");
        foreach (var missing in MissingAction.Of(run.Cases))
        {
            json.WriteStartObject();
            json.WriteString("action", missing.Action);
            json.WriteNumber("cases", missing.Cases);
            json.WriteNumber("casesOfItsOwn", missing.CasesOfItsOwn);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("strays");
        foreach (var stray in run.Strays)
        {
            Stray(json, stray);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Baseline(Utf8JsonWriter json, RunResult run)
    {
        if (run.Baseline is not { } baseline)
        {
            json.WriteNull("baseline");
            return;
        }

        json.WriteStartObject("baseline");
        json.WriteString("file", baseline.File);
        json.WriteNumber("entries", baseline.Entries);
        json.WriteNumber("knownCases", run.Cases.Count(@case => @case.Known));
        json.WriteStartArray("stale");
        foreach (var stale in baseline.Stale)
        {
            json.WriteStartObject();
            json.WriteString("case", stale.Failure.Case);
            json.WriteString("requirement", stale.Failure.Requirement);
            json.WriteString("why", stale.Why);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Counts(Utf8JsonWriter json, RunCounts counts)
    {
        json.WriteStartObject("counts");
        json.WriteNumber("total", counts.Total);
        json.WriteNumber("passed", counts.Passed);
        json.WriteNumber("warned", counts.Warned);
        json.WriteNumber("failed", counts.Failed);
        json.WriteNumber("inconclusive", counts.Inconclusive);
        json.WriteNumber("error", counts.Error);
        json.WriteEndObject();
    }

    private static void Case(Utf8JsonWriter json, CaseResult @case, Dictionary<string, string> levels)
    {
        json.WriteStartObject();
        json.WriteString("id", @case.Id);
        json.WriteString("scenario", @case.Scenario);
        json.WriteString("suite", @case.Suite);
        json.WriteString("title", @case.Title);
        json.WriteString("seat", @case.Seat);
        json.WriteString("transport", @case.Transport);
        json.WriteString("variant", @case.Variant);
        json.WriteString("verdict", Spelling.Of(@case.Verdict));
        json.WriteBoolean("warned", @case.Warned);
        json.WriteBoolean("known", @case.Known);
        json.WriteString("reason", @case.Reason);
        json.Strings("missingActions", @case.MissingActions);
        Milliseconds(json, "durationMs", @case.Duration);
        json.WriteStartArray("findings");
        foreach (var finding in @case.Findings)
        {
            Finding(json, finding, @case, levels);
        }

        json.WriteEndArray();
        json.Strings("exercised", @case.Exercised);
        json.Readings(@case.Readings);
        json.WriteStartArray("fences");
        foreach (var fence in @case.Fences)
        {
            Fence(json, fence);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Finding(Utf8JsonWriter json, Finding finding, CaseResult @case, Dictionary<string, string> levels)
    {
        json.WriteStartObject();
        json.WriteString("requirement", finding.Requirement);
        json.WriteString("level", finding.Requirement is { } id ? levels.GetValueOrDefault(id) : null);
        json.WriteString("severity", Spelling.Of(finding.Severity));
        json.WriteString("kind", Spelling.Of(finding.Kind));
        json.WriteString("message", finding.Message);
        json.WriteString("rule", finding.Rule);
        json.WriteString("expected", finding.Expected);
        json.WriteString("observed", finding.Observed);
        json.WriteString("reading", finding.Reading);
        if (finding.Entry is { } entry)
        {
            json.WriteNumber("entry", entry);
        }
        else
        {
            json.WriteNull("entry");
        }

        Evidence(json, finding, @case);
        Known(json, finding.Known);
        json.WriteEndObject();
    }

    private static void Known(Utf8JsonWriter json, KnownFailure? known)
    {
        if (known is null)
        {
            json.WriteNull("known");
            return;
        }

        json.WriteStartObject("known");
        json.WriteString("reason", known.Reason);
        json.WriteString("owner", known.Owner);
        json.WriteString("expires", known.Expires?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        json.WriteEndObject();
    }

    /// <summary>The offending octets with their place in the message: as text when they are text, in base64 when they are not.</summary>
    private static void Evidence(Utf8JsonWriter json, Finding finding, CaseResult @case)
    {
        if (finding.Bytes is not { } range || finding.Entry is not { } index || Evidence(@case, index) is not { } wire)
        {
            json.WriteNull("bytes");
            return;
        }

        json.WriteStartObject("bytes");
        json.WriteNumber("offset", range.Offset);
        json.WriteNumber("length", range.Length);
        var start = Math.Clamp(range.Offset, 0, wire.Bytes.Length);
        var excerpt = wire.Bytes.Span.Slice(start, Math.Clamp(range.Length, 0, Math.Min(ExcerptOctets, wire.Bytes.Length - start)));
        if (StrictUtf8.TryDecode(excerpt, out var text))
        {
            json.WriteString("text", text);
        }
        else
        {
            json.WriteBase64String("base64", excerpt);
        }

        json.WriteEndObject();
    }

    private static TimelineEntry.Wire? Evidence(CaseResult @case, int index) =>
        index >= 0 && index < @case.Timeline.Count ? @case.Timeline[index] as TimelineEntry.Wire : null;

    private static void Fence(Utf8JsonWriter json, FenceWindow fence)
    {
        json.WriteStartObject();
        json.WriteString("forbidden", fence.Forbidden);
        json.WriteString("fence", fence.Fence);
        Milliseconds(json, "openedAtMs", fence.OpenedAt);
        Milliseconds(json, "closedAtMs", fence.ClosedAt);
        Milliseconds(json, "roundTripMs", fence.RoundTrip);
        Milliseconds(json, "graceMs", fence.Grace);
        json.WriteBoolean("alive", fence.Alive);
        json.WriteEndObject();
    }

    private static void Requirement(Utf8JsonWriter json, RequirementResult row)
    {
        json.WriteStartObject();
        json.WriteString("id", row.Requirement.Id);
        json.WriteString("specification", row.Requirement.Specification);
        json.WriteString("section", row.Requirement.Section);
        json.WriteString("level", Spelling.Of(row.Requirement.Level));
        json.WriteString("text", row.Requirement.Text);
        json.WriteString("status", Spelling.Of(row.Status));
        json.Strings("cases", row.Cases);
        json.Strings("verifiedBy", row.VerifiedBy);
        json.WriteEndObject();
    }

    private static void Reading(Utf8JsonWriter json, ReadingResult row)
    {
        json.WriteStartObject();
        json.WriteString("id", row.Reading.Id);
        json.WriteString("open", row.Reading.Problem);
        json.WriteString("decision", row.Reading.Decision);
        json.WriteString("reading", row.InForce?.Name);
        json.WriteBoolean("declared", row.IsDeclared);
        json.Strings("alternatives", row.Reading.Alternatives.Select(a => a.Name));
        json.WriteString("setting", row.Reading.Setting);
        json.WriteNumber("findings", row.Resting);
        json.WriteStartArray("seen");
        foreach (var seen in row.Seen)
        {
            json.WriteStartObject();
            json.WriteString("choice", seen.Choice);
            json.WriteNumber("cases", seen.Cases);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Stray(Utf8JsonWriter json, StrayMessage stray)
    {
        json.WriteStartObject();
        Milliseconds(json, "atMs", stray.At);
        json.WriteString("transport", stray.Transport);
        json.WriteString("remote", stray.Remote);
        json.WriteBase64String("base64", stray.Bytes.Span);
        json.WriteEndObject();
    }

    private static void Milliseconds(Utf8JsonWriter json, string name, TimeSpan time) =>
        json.WriteNumber(name, Math.Round((decimal)time.Ticks / TimeSpan.TicksPerMillisecond, 3));
}
