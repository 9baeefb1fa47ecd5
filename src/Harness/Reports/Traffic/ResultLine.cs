using System.Text.Json;
using Conformance.Harness.Ledger;
using Conformance.Harness.Results;

namespace Conformance.Harness.Reports.Traffic;

/// <summary>
/// A complete case result in a journal line. Its messages are not written again: each names its place among the octets that the journal has of
/// the case.
/// </summary>
internal static class ResultLine
{
    internal static void Write(Utf8JsonWriter json, CaseResult result)
    {
        json.WriteStartObject("result");
        json.WriteString("scenario", result.Scenario);
        json.WriteString("suite", result.Suite);
        json.WriteString("title", result.Title);
        json.WriteString("story", result.Story);
        json.WriteString("seat", result.Seat);
        json.WriteString("transport", result.Transport);
        json.WriteString("variant", result.Variant);
        json.WriteString("verdict", Spelling.Of(result.Verdict));
        json.Optional("warned", result.Warned);
        json.Optional("reason", result.Reason);
        if (result.MissingActions.Count > 0)
        {
            json.Strings("missingActions", result.MissingActions);
        }

        json.Time("durationMs", result.Duration);
        json.Strings("parties", result.Parties);
        json.WriteString("sutParty", result.SutParty);
        json.WriteStartArray("findings");
        foreach (var finding in result.Findings)
        {
            Finding(json, finding);
        }

        json.WriteEndArray();
        json.WriteStartArray("timeline");
        foreach (var entry in result.Timeline)
        {
            Entry(json, entry);
        }

        json.WriteEndArray();
        json.Strings("exercised", result.Exercised);
        json.Readings(result.Readings);
        json.WriteStartArray("fences");
        foreach (var fence in result.Fences)
        {
            json.WriteStartObject();
            json.WriteString("forbidden", fence.Forbidden);
            json.WriteString("fence", fence.Fence);
            json.Time("opened", fence.OpenedAt);
            json.Time("closed", fence.ClosedAt);
            json.Time("roundTrip", fence.RoundTrip);
            json.Time("grace", fence.Grace);
            json.Optional("alive", fence.Alive);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    /// <param name="id">Id of the case.</param>
    /// <param name="result">What was written.</param>
    /// <param name="octets">Gives the octets of the case by their place; empty where the journal has none.</param>
    /// <exception cref="FormatException">It is no result.</exception>
    internal static CaseResult Read(string id, JsonElement result, Func<int, ReadOnlyMemory<byte>> octets) => new()
    {
        Id = id,
        Scenario = result.Text("scenario"),
        Suite = result.Text("suite"),
        Title = result.Text("title"),
        Story = result.Text("story"),
        Seat = result.Text("seat"),
        Transport = result.Text("transport"),
        Variant = result.Text("variant"),
        Verdict = Spelled(result.Text("verdict"), Spelling.Of, Enum.GetValues<Verdict>()),
        Warned = result.Flag("warned"),
        Reason = result.OptionalText("reason"),
        MissingActions = result.OptionalStrings("missingActions"),
        Duration = result.Time("durationMs"),
        Parties = result.Strings("parties"),
        SutParty = result.Text("sutParty"),
        Findings = [.. result.Field("findings").EnumerateArray().Select(ReadFinding)],
        Timeline = [.. result.Field("timeline").EnumerateArray().Select((e, i) => ReadEntry(e, i, octets))],
        Exercised = result.Strings("exercised"),
        Readings = [.. result.Field("readings").EnumerateArray().Select(r => new ReadingSeen(r.Text("id"), r.Text("choice")))],
        Fences =
        [
            .. result.Field("fences").EnumerateArray().Select(f =>
                new FenceWindow(f.Text("forbidden"), f.Text("fence"), f.Time("opened"), f.Time("closed"), f.Time("roundTrip"), f.Time("grace"), f.Flag("alive"))),
        ],
    };

    private static void Finding(Utf8JsonWriter json, Finding finding)
    {
        json.WriteStartObject();
        json.Optional("requirement", finding.Requirement);
        json.WriteString("severity", Spelling.Of(finding.Severity));
        json.WriteString("kind", Spelling.Of(finding.Kind));
        json.WriteString("message", finding.Message);
        json.Optional("expected", finding.Expected);
        json.Optional("observed", finding.Observed);
        json.Optional("rule", finding.Rule);
        json.Optional("entry", finding.Entry);
        if (finding.Bytes is { } range)
        {
            json.WriteNumber("offset", range.Offset);
            json.WriteNumber("length", range.Length);
        }

        json.Optional("reading", finding.Reading);
        json.WriteEndObject();
    }

    private static Finding ReadFinding(JsonElement finding) => new()
    {
        Requirement = finding.OptionalText("requirement"),
        Severity = Spelled(finding.Text("severity"), Spelling.Of, Enum.GetValues<Severity>()),
        Kind = Spelled(finding.Text("kind"), Spelling.Of, Enum.GetValues<FindingKind>()),
        Message = finding.Text("message"),
        Expected = finding.OptionalText("expected"),
        Observed = finding.OptionalText("observed"),
        Rule = finding.OptionalText("rule"),
        Entry = finding.OptionalNumber("entry"),
        Bytes = finding.OptionalNumber("offset") is { } offset ? new ByteRange(offset, finding.Number("length")) : null,
        Reading = finding.OptionalText("reading"),
    };

    private static void Entry(Utf8JsonWriter json, TimelineEntry entry)
    {
        json.WriteStartObject();
        json.Time("at", entry.At);
        switch (entry)
        {
            case TimelineEntry.Wire wire:
                json.WriteString("from", wire.From);
                json.WriteString("to", wire.To);
                json.Optional("fromSut", wire.FromSut);
                json.WriteString("protocol", wire.Protocol);
                json.WriteString("transport", wire.Transport);
                json.WriteString("label", wire.Label);
                json.WriteString("mark", Spelling.Of(wire.Mark));
                json.Optional("provocation", wire.Provocation);
                json.Optional("octets", wire.Place);
                if (wire.Place is null)
                {
                    json.WriteBase64String("base64", wire.Bytes.Span);
                }

                if (wire.Opened.Count > 0)
                {
                    json.WriteStartArray("opened");
                    foreach (var envelope in wire.Opened)
                    {
                        json.WriteStartObject();
                        json.WriteString("note", envelope.Note);
                        json.WriteBase64String("base64", envelope.Bytes.Span);
                        json.WriteEndObject();
                    }

                    json.WriteEndArray();
                }

                break;
            case TimelineEntry.Missing missing:
                json.WriteString("missing", missing.Label);
                json.WriteString("from", missing.From);
                json.WriteString("to", missing.To);
                json.Time("waited", missing.Waited);
                break;
            case TimelineEntry.Action action:
                json.WriteString("action", action.Text);
                json.WriteString("party", action.Party);
                break;
            case TimelineEntry.UserEvent seen:
                json.WriteString("seen", seen.Text);
                json.WriteString("party", seen.Party);
                break;
            case TimelineEntry.Note note:
                json.WriteString("note", note.Text);
                break;
        }

        json.WriteEndObject();
    }

    private static TimelineEntry ReadEntry(JsonElement entry, int index, Func<int, ReadOnlyMemory<byte>> octets)
    {
        var at = entry.Time("at");
        if (entry.OptionalText("note") is { } note)
        {
            return new TimelineEntry.Note(index, at, note);
        }

        if (entry.OptionalText("action") is { } action)
        {
            return new TimelineEntry.Action(index, at, entry.Text("party"), action);
        }

        if (entry.OptionalText("seen") is { } seen)
        {
            return new TimelineEntry.UserEvent(index, at, entry.Text("party"), seen);
        }

        if (entry.OptionalText("missing") is { } missing)
        {
            return new TimelineEntry.Missing(index, at, entry.Text("from"), entry.Text("to"), missing, entry.Time("waited"));
        }

        var place = entry.OptionalNumber("octets");
        return new TimelineEntry.Wire(index, at)
        {
            From = entry.Text("from"),
            To = entry.Text("to"),
            FromSut = entry.Flag("fromSut"),
            Protocol = entry.Text("protocol"),
            Transport = entry.Text("transport"),
            Label = entry.Text("label"),
            Mark = Spelled(entry.Text("mark"), Spelling.Of, Enum.GetValues<ArrowMark>()),
            Provocation = entry.Flag("provocation"),
            Bytes = place is { } number ? octets(number) : entry.Field("base64").GetBytesFromBase64(),
            Place = place,
            Opened = entry.TryGetProperty("opened", out var opened)
                ? [.. opened.EnumerateArray().Select(o => new OpenedEnvelope(o.Text("note"), o.Field("base64").GetBytesFromBase64()))]
                : [],
        };
    }

    private static T Spelled<T>(string word, Func<T, string> spelling, T[] values)
        where T : struct
    {
        foreach (var value in values)
        {
            if (spelling(value) == word)
            {
                return value;
            }
        }

        throw new FormatException($"'{word}' is no {typeof(T).Name.ToLowerInvariant()}");
    }
}
