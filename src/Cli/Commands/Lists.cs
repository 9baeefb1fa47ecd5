using System.CommandLine;

namespace Conformance.Cli.Commands;

/// <summary>Options of the same shape.</summary>
internal static class Lists
{
    /// <summary>An option that takes several values, after one name or with the name repeated.</summary>
    internal static Option<string[]> Of(string name, string valueName, string description) =>
        new(name) { Description = description, HelpName = valueName, AllowMultipleArgumentsPerToken = true };

    /// <summary>A port number; 0, the default, takes any free one.</summary>
    internal static Option<int> Port(string name, string description)
    {
        var option = new Option<int>(name) { Description = $"{description}; 0 takes any free one.", HelpName = "PORT" };
        option.Validators.Add(result =>
        {
            if (result.Errors.Any() is false && result.GetValueOrDefault<int>() is < 0 or > 65535)
            {
                result.AddError($"{name} is a number from 0 to 65535.");
            }
        });
        return option;
    }
}
