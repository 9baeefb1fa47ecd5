using System.Text.Json;
using Conformance.Harness.Results;

namespace Conformance.Harness.Reports.Html;

/// <summary>One case as its page wants it.</summary>
internal static class CaseDetail
{
    public static void Write(Utf8JsonWriter json, CaseResult @case, string? sutFile)
    {
        json.WriteStartObject();
        json.WriteString("story", @case.Story);
        json.WriteString("reason", @case.Reason);
        json.WriteString("rerun", Spelling.Rerun(@case, sutFile));
        json.WriteString("sut", @case.SutParty);
        json.Strings("parties", @case.Parties);
        var divergence = Divergence.Of(@case);
        Number(json, "divergentEntry", divergence?.Entry);
        Number(json, "divergentFinding", divergence?.Finding);
        json.WriteStartArray("findings");
        foreach (var finding in @case.Findings)
        {
            Finding(json, finding);
        }

        json.WriteEndArray();
        json.WriteStartArray("timeline");
        foreach (var entry in @case.Timeline)
        {
            Entry(json, entry);
        }

        json.WriteEndArray();
        json.Readings(@case.Readings);
        json.WriteStartArray("fences");
        foreach (var fence in @case.Fences)
        {
            Fence(json, fence);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Finding(Utf8JsonWriter json, Finding finding)
    {
        json.WriteStartObject();
        json.WriteString("severity", Spelling.Of(finding.Severity));
        json.WriteString("kind", Spelling.Of(finding.Kind));
        json.WriteString("requirement", finding.Requirement);
        json.WriteString("message", finding.Message);
        json.WriteString("expected", finding.Expected);
        json.WriteString("observed", finding.Observed);
        json.WriteString("reading", finding.Reading);
        Number(json, "entry", finding.Entry);
        Number(json, "offset", finding.Bytes?.Offset);
        Number(json, "length", finding.Bytes?.Length);
        json.WriteEndObject();
    }

    private static void Entry(Utf8JsonWriter json, TimelineEntry entry)
    {
        json.WriteStartObject();
        json.WriteNumber("index", entry.Index);
        json.WriteString("at", Spelling.Seconds(entry.At));
        switch (entry)
        {
            case TimelineEntry.Wire wire:
                json.WriteString("kind", "wire");
                json.WriteString("from", wire.From);
                json.WriteString("to", wire.To);
                json.WriteString("label", wire.Label);
                json.WriteString("protocol", wire.Protocol);
                json.WriteString("transport", wire.Transport);
                json.WriteString("mark", Spelling.Of(wire.Mark));
                json.WriteBoolean("fromSut", wire.FromSut);
                json.WriteBoolean("provocation", wire.Provocation);
                Octets(json, wire.Bytes.Span);
                if (wire.Opened.Count > 0)
                {
                    json.WriteStartArray("opened");
                    foreach (var envelope in wire.Opened)
                    {
                        json.WriteStartObject();
                        json.WriteString("note", envelope.Note);
                        Octets(json, envelope.Bytes.Span);
                        json.WriteEndObject();
                    }

                    json.WriteEndArray();
                }

                break;
            case TimelineEntry.Missing missing:
                json.WriteString("kind", "missing");
                json.WriteString("from", missing.From);
                json.WriteString("to", missing.To);
                json.WriteString("label", missing.Label);
                json.WriteString("waited", Spelling.Time(missing.Waited));
                break;
            case TimelineEntry.Action action:
                json.WriteString("kind", "action");
                json.WriteString("from", action.Party);
                json.WriteString("label", action.Text);
                break;
            case TimelineEntry.UserEvent seen:
                json.WriteString("kind", "event");
                json.WriteString("from", seen.Party);
                json.WriteString("label", seen.Text);
                break;
            case TimelineEntry.Note note:
                json.WriteString("kind", "note");
                json.WriteString("label", note.Text);
                break;
        }

        json.WriteEndObject();
    }

    /// <summary>As text where that gives the same octets back: text compresses well, base64 does not.</summary>
    private static void Octets(Utf8JsonWriter json, ReadOnlySpan<byte> octets)
    {
        if (StrictUtf8.TryDecode(octets, out var text))
        {
            json.WriteString("text", text);
        }
        else
        {
            json.WriteBase64String("base64", octets);
        }
    }

    private static void Fence(Utf8JsonWriter json, FenceWindow fence)
    {
        json.WriteStartObject();
        json.WriteString("forbidden", fence.Forbidden);
        json.WriteString("fence", fence.Fence);
        json.WriteString("opened", Spelling.Seconds(fence.OpenedAt));
        json.WriteString("closed", Spelling.Seconds(fence.ClosedAt));
        json.WriteString("roundTrip", Spelling.Time(fence.RoundTrip));
        json.WriteString("grace", Spelling.Time(fence.Grace));
        json.WriteBoolean("alive", fence.Alive);
        json.WriteEndObject();
    }

    private static void Number(Utf8JsonWriter json, string name, int? value)
    {
        if (value is { } number)
        {
            json.WriteNumber(name, number);
        }
    }
}
