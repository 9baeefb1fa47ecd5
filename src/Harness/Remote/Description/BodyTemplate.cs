using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Conformance.Harness.Remote.Description;

/// <summary>The body of an HTTP binding: JSON in whose strings values are filled in, or all values as one JSON object.</summary>
/// <param name="json">The template as JSON text; the string <c>"{values}"</c> anywhere in it becomes an object with all values.</param>
public sealed class BodyTemplate(string json)
{
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly JsonNode? _template = JsonNode.Parse(json);

    /// <summary>The body of a request, as JSON.</summary>
    /// <param name="action">Name of the action.</param>
    /// <param name="values">Its values.</param>
    public string Fill(string action, IReadOnlyDictionary<string, string> values) => Filled(_template, action, values)?.ToJsonString(Plain) ?? "null";

    /// <inheritdoc/>
    public override string ToString() => json;

    private static JsonNode? Filled(JsonNode? node, string action, IReadOnlyDictionary<string, string> values) => node switch
    {
        JsonObject members => new JsonObject(members.Select(m => KeyValuePair.Create(m.Key, Filled(m.Value, action, values)))),
        JsonArray items => new JsonArray([.. items.Select(i => Filled(i, action, values))]),
        JsonValue value when value.GetValueKind() is JsonValueKind.String => FilledText(value.GetValue<string>(), action, values),
        _ => node?.DeepClone(),
    };

    private static JsonNode FilledText(string text, string action, IReadOnlyDictionary<string, string> values) => text == Placeholders.Values
        ? new JsonObject(values.Select(v => KeyValuePair.Create<string, JsonNode?>(v.Key, JsonValue.Create(v.Value))))
        : JsonValue.Create(Placeholders.Fill(text, action, values));
}
