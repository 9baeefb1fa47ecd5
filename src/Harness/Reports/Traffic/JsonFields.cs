using System.Globalization;
using System.Net;
using System.Text.Json;

namespace Conformance.Harness.Reports.Traffic;

/// <summary>The values of journal lines in JSON. What is null is left out.</summary>
internal static class JsonFields
{
    internal static void Optional(this Utf8JsonWriter json, string name, string? value)
    {
        if (value is not null)
        {
            json.WriteString(name, value);
        }
    }

    internal static void Optional(this Utf8JsonWriter json, string name, bool value)
    {
        if (value)
        {
            json.WriteBoolean(name, value);
        }
    }

    internal static void Optional(this Utf8JsonWriter json, string name, int? value)
    {
        if (value is { } number)
        {
            json.WriteNumber(name, number);
        }
    }

    /// <summary>Milliseconds, exact to the tick.</summary>
    internal static void Time(this Utf8JsonWriter json, string name, TimeSpan time) => json.WriteNumber(name, (decimal)time.Ticks / TimeSpan.TicksPerMillisecond);

    internal static void Map(this Utf8JsonWriter json, string name, IEnumerable<KeyValuePair<string, string>> values)
    {
        json.WriteStartObject(name);
        foreach (var (key, value) in values)
        {
            json.WriteString(key, value);
        }

        json.WriteEndObject();
    }

    /// <exception cref="FormatException">It is missing.</exception>
    internal static JsonElement Field(this JsonElement entry, string name) =>
        entry.ValueKind == JsonValueKind.Object && entry.TryGetProperty(name, out var field) ? field : throw new FormatException($"the field '{name}' is missing");

    /// <exception cref="FormatException">It is missing, or no string.</exception>
    internal static string Text(this JsonElement entry, string name) =>
        entry.OptionalText(name) ?? throw new FormatException(entry.ValueKind == JsonValueKind.Object && entry.TryGetProperty(name, out _) ? $"the field '{name}' is no string" : $"the field '{name}' is missing");

    internal static string? OptionalText(this JsonElement entry, string name) =>
        entry.ValueKind == JsonValueKind.Object && entry.TryGetProperty(name, out var field) && field.ValueKind == JsonValueKind.String ? field.GetString() : null;

    internal static bool Flag(this JsonElement entry, string name) => entry.TryGetProperty(name, out var field) && field.ValueKind == JsonValueKind.True;

    internal static int? OptionalNumber(this JsonElement entry, string name) => entry.TryGetProperty(name, out var field) && field.TryGetInt32(out var number) ? number : null;

    internal static int Number(this JsonElement entry, string name) => entry.OptionalNumber(name) ?? throw new FormatException($"the field '{name}' is no number");

    internal static TimeSpan Time(this JsonElement entry, string name) => TimeSpan.FromTicks((long)(entry.Field(name).GetDecimal() * TimeSpan.TicksPerMillisecond));

    internal static string[] Strings(this JsonElement entry, string name) => [.. entry.Field(name).EnumerateArray().Select(e => e.GetString() ?? "")];

    internal static string[] OptionalStrings(this JsonElement entry, string name) => entry.TryGetProperty(name, out _) ? entry.Strings(name) : [];

    internal static Dictionary<string, string> Map(this JsonElement entry, string name) =>
        entry.Field(name).EnumerateObject().ToDictionary(m => m.Name, m => m.Value.GetString() ?? "", StringComparer.Ordinal);

    internal static IPEndPoint? OptionalEnd(this JsonElement entry, string name) => entry.OptionalText(name) is { } text ? IPEndPoint.Parse(text) : null;

    internal static ulong Seed(this JsonElement entry) => ulong.Parse(entry.Text("seed"), NumberStyles.None, CultureInfo.InvariantCulture);
}
