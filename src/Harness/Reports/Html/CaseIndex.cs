using System.Text;
using System.Text.Json;
using Conformance.Harness.Ledger;
using Conformance.Harness.Results;

namespace Conformance.Harness.Reports.Html;

/// <summary>
/// The data the page needs at once: every clause, and one short row for each case. Texts that many cases share stand there once, and rows refer
/// to them by number. The order of a row is known to <c>data.js</c>.
/// </summary>
internal static class CaseIndex
{
    /// <summary>Writes the JSON document. Its encoder leaves no character that means anything to HTML.</summary>
    public static void Write(RunResult run, TextWriter output)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            var texts = new Interned();
            var clauses = new Dictionary<string, int>(StringComparer.Ordinal);
            json.WriteStartObject();
            json.WriteString("sut", run.SutName);
            json.WriteNumber("chunk", CaseDetails.CasesInChunk);
            json.WriteStartArray("clauses");
            foreach (var row in run.Requirements)
            {
                clauses[row.Requirement.Id] = clauses.Count;
                Clause(json, row);
            }

            json.WriteEndArray();
            json.WriteStartArray("cases");
            foreach (var @case in run.Cases)
            {
                Case(json, @case, texts, clauses);
            }

            json.WriteEndArray();
            json.WriteStartArray("texts");
            foreach (var text in texts.InOrder)
            {
                json.WriteStringValue(text);
            }

            json.WriteEndArray();
            Readings(json, run);
            json.WriteEndObject();
        }

        output.Write(Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length));
    }

    private static void Clause(Utf8JsonWriter json, RequirementResult row)
    {
        json.WriteStartObject();
        json.WriteString("id", row.Requirement.Id);
        json.WriteString("specification", row.Requirement.Specification);
        json.WriteString("section", row.Requirement.Section);
        json.WriteString("level", Spelling.Of(row.Requirement.Level));
        json.WriteString("status", Spelling.Of(row.Status));
        json.WriteString("text", row.Requirement.Text);
        json.WriteString("observable", row.Requirement.Observable);
        json.WriteString("condition", row.Requirement.Condition);
        json.WriteString("roles", string.Join(", ", row.Requirement.Roles));
        json.WriteString("notTestable", row.Requirement.NotTestableReason);
        json.Strings("verifiedBy", row.VerifiedBy);
        json.WriteEndObject();
    }

    private static void Case(Utf8JsonWriter json, CaseResult @case, Interned texts, Dictionary<string, int> clauses)
    {
        json.WriteStartArray();
        json.WriteStringValue(@case.Id);
        json.WriteNumberValue(CaseReason.Rank(@case));
        json.WriteNumberValue(Math.Round(@case.Duration.TotalMilliseconds, 3));
        json.WriteNumberValue(texts.Number(@case.Title));
        json.WriteNumberValue(texts.Number(@case.Suite));
        json.WriteNumberValue(texts.Number(@case.Scenario));
        json.WriteNumberValue(texts.Number(@case.Seat));
        json.WriteNumberValue(texts.Number(@case.Transport));
        json.WriteNumberValue(texts.Number(@case.Variant));
        json.WriteNumberValue(texts.Number(CaseReason.Of(@case)));
        Numbers(json, @case.Exercised, clauses);
        Numbers(json, @case.Findings.Select(finding => finding.Requirement).OfType<string>().Distinct(StringComparer.Ordinal), clauses);
        json.WriteEndArray();
    }

    private static void Numbers(Utf8JsonWriter json, IEnumerable<string> ids, Dictionary<string, int> clauses)
    {
        json.WriteStartArray();
        foreach (var id in ids)
        {
            if (clauses.TryGetValue(id, out var number))
            {
                json.WriteNumberValue(number);
            }
        }

        json.WriteEndArray();
    }

    /// <summary>Only the readings that some case mentions: a reader meets them there.</summary>
    private static void Readings(Utf8JsonWriter json, RunResult run)
    {
        var mentioned = run.Cases.SelectMany(@case => @case.Findings.Select(finding => finding.Reading).OfType<string>().Concat(@case.Readings.Select(reading => reading.Id)));
        json.WriteStartObject("readings");
        foreach (var id in mentioned.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal))
        {
            if (Ledger.Readings.TryGet(id, out var reading))
            {
                json.WriteStartObject(id);
                json.WriteString("problem", reading.Problem);
                json.WriteString("decision", reading.Decision);
                json.WriteEndObject();
            }
        }

        json.WriteEndObject();
    }

    private sealed class Interned
    {
        private readonly Dictionary<string, int> numbers = new(StringComparer.Ordinal);

        public List<string> InOrder { get; } = [];

        public int Number(string text)
        {
            if (!numbers.TryGetValue(text, out var number))
            {
                number = InOrder.Count;
                numbers.Add(text, number);
                InOrder.Add(text);
            }

            return number;
        }
    }
}
