using System.Text.Json;
using System.Text.RegularExpressions;

namespace Conformance.Harness.Tests.Reports;

/// <summary>
/// As much of JSON Schema as our schemas use: type, required, properties, additionalProperties, items, minItems, enum, const, pattern, minimum, maximum,
/// anyOf and local references. Members are closed: what <c>properties</c> does not name, <c>additionalProperties</c> has to allow.
/// </summary>
internal static class SchemaCheck
{
    public static IEnumerable<string> Defects(JsonElement schema, JsonElement value) => Defects(schema, schema, value, "$");

    private static IEnumerable<string> Defects(JsonElement root, JsonElement schema, JsonElement value, string path)
    {
        if (schema.TryGetProperty("$ref", out var reference))
        {
            schema = root.GetProperty("$defs").GetProperty(reference.GetString()!["#/$defs/".Length..]);
        }

        if (schema.TryGetProperty("type", out var type))
        {
            string[] allowed = type.ValueKind == JsonValueKind.Array ? [.. type.EnumerateArray().Select(one => one.GetString()!)] : [type.GetString()!];
            if (!allowed.Any(one => Is(value, one)))
            {
                return [$"{path}: is {value.ValueKind}, not {string.Join(" or ", allowed)}"];
            }
        }

        if (schema.TryGetProperty("anyOf", out var choices) && !choices.EnumerateArray().Any(choice => !Defects(root, choice, value, path).Any()))
        {
            return [$"{path}: fits none of the {choices.GetArrayLength()} choices"];
        }

        return [.. Values(schema, value, path), .. Members(root, schema, value, path), .. Items(root, schema, value, path)];
    }

    private static IEnumerable<string> Values(JsonElement schema, JsonElement value, string path)
    {
        if (schema.TryGetProperty("enum", out var words) && !words.EnumerateArray().Any(word => word.ToString() == value.ToString()))
        {
            yield return $"{path}: '{value}' is none of {string.Join(", ", words.EnumerateArray())}";
        }

        if (schema.TryGetProperty("minimum", out var least) && value.ValueKind == JsonValueKind.Number && value.GetDouble() < least.GetDouble())
        {
            yield return $"{path}: {value} is less than {least}";
        }

        if (schema.TryGetProperty("maximum", out var most) && value.ValueKind == JsonValueKind.Number && value.GetDouble() > most.GetDouble())
        {
            yield return $"{path}: {value} is more than {most}";
        }

        if (schema.TryGetProperty("const", out var only) && only.ToString() != value.ToString())
        {
            yield return $"{path}: '{value}' is not {only}";
        }

        if (schema.TryGetProperty("pattern", out var pattern) && value.ValueKind == JsonValueKind.String && !Regex.IsMatch(value.GetString()!, pattern.GetString()!))
        {
            yield return $"{path}: '{value}' does not look like {pattern}";
        }

        if (schema.TryGetProperty("minItems", out var fewest) && value.ValueKind == JsonValueKind.Array && value.GetArrayLength() < fewest.GetInt32())
        {
            yield return $"{path}: has fewer than {fewest} items";
        }
    }

    private static IEnumerable<string> Members(JsonElement root, JsonElement schema, JsonElement value, string path)
    {
        var closed = schema.TryGetProperty("properties", out var properties);
        var others = schema.TryGetProperty("additionalProperties", out var allowed) && allowed.ValueKind == JsonValueKind.Object;
        if (value.ValueKind != JsonValueKind.Object || !(closed || others))
        {
            return [];
        }

        var required = schema.TryGetProperty("required", out var names) ? names.EnumerateArray() : default;
        var missing = required.Where(name => !value.TryGetProperty(name.GetString()!, out _)).Select(name => $"{path}: lacks {name}");
        var wrong = value.EnumerateObject().SelectMany(member => closed && properties.TryGetProperty(member.Name, out var inner)
            ? Defects(root, inner, member.Value, $"{path}.{member.Name}")
            : others ? Defects(root, allowed, member.Value, $"{path}.{member.Name}") : [$"{path}.{member.Name}: is not in the schema"]);
        return [.. missing, .. wrong];
    }

    private static IEnumerable<string> Items(JsonElement root, JsonElement schema, JsonElement value, string path) =>
        value.ValueKind == JsonValueKind.Array && schema.TryGetProperty("items", out var items)
            ? value.EnumerateArray().SelectMany((item, i) => Defects(root, items, item, $"{path}[{i}]"))
            : [];

    private static bool Is(JsonElement value, string type) => type switch
    {
        "object" => value.ValueKind == JsonValueKind.Object,
        "array" => value.ValueKind == JsonValueKind.Array,
        "string" => value.ValueKind == JsonValueKind.String,
        "number" => value.ValueKind == JsonValueKind.Number,
        "integer" => value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out _),
        "boolean" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
        "null" => value.ValueKind == JsonValueKind.Null,
        _ => throw new ArgumentException($"the check does not know the type '{type}'", nameof(type)),
    };
}
