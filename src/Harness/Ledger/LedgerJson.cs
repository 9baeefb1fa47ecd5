using System.Text.Json;
using System.Text.Json.Serialization;

namespace Conformance.Harness.Ledger;

/// <summary>Reads the embedded ledger files without reflection: they are wanted within the first milliseconds of every command.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true)]
[JsonSerializable(typeof(Requirement[]))]
[JsonSerializable(typeof(Reading[]))]
internal sealed partial class LedgerJson : JsonSerializerContext
{
    public static Requirement[] Requirements(string file) => Read(file, Default.RequirementArray);

    public static Reading[] Readings(string file) => Read(file, Default.ReadingArray);

    private static T Read<T>(string file, System.Text.Json.Serialization.Metadata.JsonTypeInfo<T> type)
    {
        using var stream = typeof(LedgerJson).Assembly.GetManifestResourceStream("Ledger/" + file)
            ?? throw new InvalidOperationException($"the assembly lacks its embedded ledger {file}");
        return JsonSerializer.Deserialize(stream, type)
            ?? throw new InvalidOperationException($"the embedded ledger {file} is empty");
    }
}
