using System.Buffers;
using System.Text;
using System.Text.Json;
using Conformance.Harness.Ledger;
using Conformance.Harness.Secrets;

namespace Conformance.Harness.Remote.Description;

/// <summary>Reads how a system under test is made to act.</summary>
internal sealed class ControlSection(FileNotes notes)
{
    private static readonly string[] Kinds = ["http", "exec", "manual", "none"];

    private static readonly string[] Telltales = ["authorization", "token", "key", "secret", "password", "cookie"];

    // A person walks to the device; a program does not.
    private static readonly TimeSpan Machine = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Person = TimeSpan.FromMinutes(1);

    public SutControl Read(FileSection section)
    {
        var control = new SutControl
        {
            Events = Binding(section.Find("events"), null) switch
            {
                null or ControlBinding.None => null,
                ControlBinding.Manual => Refused(section.Find("events"), "a person cannot report what the user sees while cases run; bind events to http or exec, or leave them out"),
                var binding => binding,
            },
            Actions = Actions(section.Section("actions")),
            Otherwise = Binding(section.Find("otherwise"), ControlAction.All),
        };
        section.End();
        return control;
    }

    private Dictionary<string, ControlBinding> Actions(FileSection section)
    {
        var actions = new Dictionary<string, ControlBinding>(StringComparer.Ordinal);
        foreach (var (name, line, value) in section.Everything())
        {
            if (ControlAction.Named(name) is not { } action)
            {
                notes.Add(line, value.Path, NearMisses.Explain(name, "control action", [.. ControlAction.All.Select(a => a.Name)]));
            }
            else if (Binding(value, [action]) is { } binding)
            {
                actions[name] = binding;
            }
        }

        return actions;
    }

    private ControlBinding? Refused(LocatedValue? value, string why)
    {
        notes.Add(value, why);
        return null;
    }

    private ControlBinding? Binding(LocatedValue? value, IReadOnlyList<ControlAction>? actions)
    {
        if (value is null or { Kind: JsonValueKind.Null })
        {
            return null;
        }

        if (value.Kind is JsonValueKind.String)
        {
            return value.Text == "none" ? new ControlBinding.None() : Refused(value, $"'{value.Text}' is no binding; write \"none\", or an object with http, exec or manual");
        }

        var section = new FileSection(value, notes);
        if (!section.IsThere)
        {
            return null;
        }

        LocatedValue?[] found = [section.Find("http"), section.Find("exec"), section.Find("manual")];
        var known = actions is null ? null : actions.SelectMany(a => a.Values).Append("user").Append(Placeholders.Seat).Append(Placeholders.Action).ToHashSet(StringComparer.Ordinal);
        ControlBinding? binding = found switch
        {
            [{ } http, null, null] => Http(http, known),
            [null, { } exec, null] => Exec(exec, section, known),
            [null, null, { } manual] => notes.Text(manual) is { } prompt ? new ControlBinding.Manual(Checked(manual, prompt, known)) : null,
            _ => Refused(value, $"a binding is one of {string.Join(", ", Kinds)}; found {(found.Any(f => f is not null) ? "several" : "none of them")}"),
        };
        var standard = binding is ControlBinding.Manual ? Person : Machine;
        var timeout = section.Milliseconds("timeoutMs", standard);
        if (found[1] is null)
        {
            section.Find("environment");
        }

        section.End();
        return binding is null ? null : binding with { Timeout = timeout };
    }

    private ControlBinding.Http? Http(LocatedValue value, IReadOnlySet<string>? known)
    {
        var section = new FileSection(value, notes);
        var place = section.Demand("url", "where the request goes");
        var url = notes.Text(place);
        var body = section.Find("body");
        var method = section.Text("method") ?? (known is null ? "GET" : "POST");
        var headers = Secrets(section.Section("headers"));
        section.End();
        if (url is null)
        {
            return null;
        }

        if (!Uri.TryCreate(Placeholders.Fill(url, "action", new Dictionary<string, string>()), UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https"))
        {
            notes.Add(place, $"'{url}' is no http: or https: URL");
        }

        if (method.Any(c => !char.IsAsciiLetterUpper(c)))
        {
            notes.Add(section.Find("method"), $"'{method}' is no HTTP method; write it in capitals, such as POST");
        }

        CheckAll(body, known);
        return new ControlBinding.Http(method, Checked(place, url, known)) { Headers = headers, Body = body is null ? null : new BodyTemplate(Json(body)) };
    }

    private ControlBinding.Exec? Exec(LocatedValue value, FileSection binding, IReadOnlySet<string>? known)
    {
        var environment = Secrets(binding.Section("environment"));
        string[] command = [.. notes.List(value).Select(v => v.Kind is JsonValueKind.String ? Checked(v, v.Text, known) : Wrong(v))];
        if (command.Length == 0 || string.IsNullOrWhiteSpace(command[0]))
        {
            if (value.Kind is JsonValueKind.Array)
            {
                notes.Add(value, "the program is missing; write it first, then its arguments, each a text of its own");
            }

            return null;
        }

        return new ControlBinding.Exec(command) { Environment = environment };
    }

    private string Wrong(LocatedValue value)
    {
        notes.Add(value, $"a text in quotes is expected here, not {value.Article}");
        return "";
    }

    private Dictionary<string, Secret> Secrets(FileSection section)
    {
        var secrets = new Dictionary<string, Secret>(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, _, value) in section.Everything())
        {
            // A plain text is a header or a setting like any other, unless its name says what it is.
            if (value.Kind is JsonValueKind.String && !Telltales.Any(t => name.Contains(t, StringComparison.OrdinalIgnoreCase)))
            {
                secrets[name] = new Secret(value.Text);
            }
            else if (notes.Secret(value) is { } secret)
            {
                secrets[name] = secret;
            }
        }

        return secrets;
    }

    private void CheckAll(LocatedValue? body, IReadOnlySet<string>? known)
    {
        if (body is { Kind: JsonValueKind.String } && body.Text != Placeholders.Values)
        {
            Checked(body, body.Text, known);
        }

        foreach (var part in body is null ? [] : body.Members.Select(m => m.Value).Concat(body.Items))
        {
            CheckAll(part, known);
        }
    }

    /// <summary>Notes placeholders that none of the actions has a value for.</summary>
    private string Checked(LocatedValue? value, string template, IReadOnlySet<string>? known)
    {
        foreach (var name in Placeholders.NamesIn(template).Where(n => known?.Contains(n) == false))
        {
            notes.Add(value, $"{{{name}}} stands for nothing here; the values are {string.Join(", ", known?.Order(StringComparer.Ordinal).Select(k => $"{{{k}}}") ?? [])}");
        }

        return template;
    }

    private static string Json(LocatedValue value)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            value.WriteTo(writer);
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }
}
