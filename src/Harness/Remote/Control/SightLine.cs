using System.Text.Json;
using Conformance.Harness.Engine;

namespace Conformance.Harness.Remote.Control;

/// <summary>
/// One line of a stream of sights: <c>{"event":"show-receipt","values":{"user":"alice.k3","message-id":"x","class":"read"}}</c>. A system that takes
/// several seats at once says which with <c>"seat"</c>.
/// </summary>
/// <param name="Seat">Name of the seat; null when the line does not say.</param>
/// <param name="Sight">What was seen.</param>
internal sealed record SightLine(string? Seat, UserSight Sight)
{
    /// <summary>Reads a line.</summary>
    /// <returns>Null when it is no sight: such lines are passed over, as programs log to their output too.</returns>
    internal static SightLine? Read(string line)
    {
        if (!line.TrimStart().StartsWith('{'))
        {
            return null;
        }

        try
        {
            using var document = JsonDocument.Parse(line);
            var root = document.RootElement;
            if (!root.TryGetProperty("event", out var name) || name.ValueKind is not JsonValueKind.String
                || !root.TryGetProperty("values", out var values) || values.ValueKind is not JsonValueKind.Object)
            {
                return null;
            }

            var read = new Dictionary<string, string>(StringComparer.Ordinal);
            foreach (var value in values.EnumerateObject())
            {
                read[value.Name] = value.Value.ValueKind is JsonValueKind.String ? value.Value.GetString() ?? "" : value.Value.GetRawText();
            }

            var seat = root.TryGetProperty("seat", out var at) && at.ValueKind is JsonValueKind.String ? at.GetString() : null;
            return new SightLine(seat, new UserSight(name.GetString() ?? "", read));
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
