using System.Text.Json;
using Conformance.Harness.Results;

namespace Conformance.Harness.Reports;

/// <summary>Lists that results, report pages and the journal write alike.</summary>
internal static class JsonLists
{
    internal static void Strings(this Utf8JsonWriter json, string name, IEnumerable<string> values)
    {
        json.WriteStartArray(name);
        foreach (var value in values)
        {
            json.WriteStringValue(value);
        }

        json.WriteEndArray();
    }

    internal static void Readings(this Utf8JsonWriter json, IEnumerable<ReadingSeen> readings)
    {
        json.WriteStartArray("readings");
        foreach (var reading in readings)
        {
            json.WriteStartObject();
            json.WriteString("id", reading.Id);
            json.WriteString("choice", reading.Choice);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
