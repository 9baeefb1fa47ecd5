using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Conformance.Harness.Remote.Description;

/// <summary>A value of a JSON document that knows its line and its path.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Line">The line where it begins, from 1.</param>
/// <param name="Path">Its JSON path.</param>
internal sealed partial record LocatedValue(JsonValueKind Kind, int Line, string Path)
{
    /// <summary>Text of a string, or a number as it is written.</summary>
    public string Text { get; init; } = "";

    /// <summary>Members of an object, in order; a name that stands twice is here twice.</summary>
    public IReadOnlyList<Member> Members => _members;

    /// <summary>Items of an array.</summary>
    public IReadOnlyList<LocatedValue> Items => _items;

    private readonly List<Member> _members = [];
    private readonly List<LocatedValue> _items = [];

    /// <summary>A member of an object.</summary>
    /// <param name="Name">Its name.</param>
    /// <param name="Line">The line of the name.</param>
    /// <param name="Value">Its value.</param>
    public sealed record Member(string Name, int Line, LocatedValue Value);

    /// <summary>How people call it.</summary>
    public string Article => Kind switch
    {
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "a list",
        JsonValueKind.String => "a text",
        JsonValueKind.Number => $"the number {Text}",
        JsonValueKind.Null => "null",
        _ => Text,
    };

    /// <summary>Reads a document. Comments and trailing commas are allowed.</summary>
    /// <param name="json">The document.</param>
    /// <param name="problem">Why it is no JSON; what was read up to there is returned all the same.</param>
    /// <returns>The root; null when there is none.</returns>
    public static LocatedValue? Read(ReadOnlySpan<byte> json, out SutFileProblem? problem)
    {
        problem = null;
        var lines = new Lines(json);
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true, MaxDepth = 32 });
        LocatedValue? root = null;
        var open = new Stack<LocatedValue>();
        (string Text, int Line) name = ("", 0);
        try
        {
            while (reader.Read())
            {
                var line = lines.Of(reader.TokenStartIndex);
                switch (reader.TokenType)
                {
                    case JsonTokenType.PropertyName:
                        name = (reader.GetString() ?? "", line);
                        break;
                    case JsonTokenType.EndObject or JsonTokenType.EndArray:
                        open.Pop();
                        break;
                    default:
                        var parent = open.Count > 0 ? open.Peek() : null;
                        var value = Value(ref reader, line, parent is null ? "$" : PathIn(parent, name.Text));
                        root ??= value;
                        parent?.Add(value, name);
                        if (value.Kind is JsonValueKind.Object or JsonValueKind.Array)
                        {
                            open.Push(value);
                        }

                        break;
                }
            }
        }
        catch (JsonException broken)
        {
            var where = open.Count > 0 ? open.Peek().Path : "$";
            problem = new SutFileProblem((int)(broken.LineNumber ?? 0) + 1, where, $"this is no JSON: {Sentence(broken.Message)}");
        }

        return root;
    }

    /// <summary>The value as JSON text.</summary>
    public void WriteTo(Utf8JsonWriter writer)
    {
        switch (Kind)
        {
            case JsonValueKind.Object:
                writer.WriteStartObject();
                foreach (var member in _members)
                {
                    writer.WritePropertyName(member.Name);
                    member.Value.WriteTo(writer);
                }

                writer.WriteEndObject();
                break;
            case JsonValueKind.Array:
                writer.WriteStartArray();
                _items.ForEach(item => item.WriteTo(writer));
                writer.WriteEndArray();
                break;
            case JsonValueKind.String:
                writer.WriteStringValue(Text);
                break;
            default:
                writer.WriteRawValue(Text);
                break;
        }
    }

    /// <summary>The path of a member of an object.</summary>
    public static string PathOf(string parent, string name) => PlainName().IsMatch(name) ? $"{parent}.{name}" : $"{parent}['{name}']";

    private static string PathIn(LocatedValue parent, string name) => parent.Kind is JsonValueKind.Array
        ? string.Create(CultureInfo.InvariantCulture, $"{parent.Path}[{parent._items.Count}]")
        : PathOf(parent.Path, name);

    private static LocatedValue Value(ref Utf8JsonReader reader, int line, string path) => reader.TokenType switch
    {
        JsonTokenType.StartObject => new(JsonValueKind.Object, line, path),
        JsonTokenType.StartArray => new(JsonValueKind.Array, line, path),
        JsonTokenType.String => new(JsonValueKind.String, line, path) { Text = reader.GetString() ?? "" },
        JsonTokenType.Number => new(JsonValueKind.Number, line, path) { Text = System.Text.Encoding.UTF8.GetString(reader.ValueSpan) },
        JsonTokenType.True => new(JsonValueKind.True, line, path) { Text = "true" },
        JsonTokenType.False => new(JsonValueKind.False, line, path) { Text = "false" },
        _ => new(JsonValueKind.Null, line, path) { Text = "null" },
    };

    // .NET ends its message with a position that the reader of the file is told already, counted from zero.
    private static string Sentence(string message) => message.Split(" LineNumber:")[0].TrimEnd();

    private void Add(LocatedValue value, (string Text, int Line) name)
    {
        if (Kind is JsonValueKind.Array)
        {
            _items.Add(value);
        }
        else
        {
            _members.Add(new Member(name.Text, name.Line, value));
        }
    }

    [GeneratedRegex("^[A-Za-z_$][A-Za-z0-9_]*$", RegexOptions.CultureInvariant)]
    private static partial Regex PlainName();

    private readonly struct Lines(ReadOnlySpan<byte> json)
    {
        private readonly int[] _ends = Ends(json);

        public int Of(long offset)
        {
            var index = Array.BinarySearch(_ends, (int)offset);
            return (index < 0 ? ~index : index) + 1;
        }

        private static int[] Ends(ReadOnlySpan<byte> json)
        {
            var ends = new List<int>();
            for (var i = 0; i < json.Length; i++)
            {
                if (json[i] == '\n')
                {
                    ends.Add(i);
                }
            }

            return [.. ends];
        }
    }
}
