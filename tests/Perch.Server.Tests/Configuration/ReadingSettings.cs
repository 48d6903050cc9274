using System.Net;
using Perch.Server.CommandLine;
using Perch.Server.Configuration;
using Serilog.Events;

namespace Perch.Server.Tests.Configuration;

/// <summary>Where a value comes from, and what is said of one that cannot be used.</summary>
public sealed class ReadingSettings : IDisposable
{
    private readonly string _directory = System.IO.Directory.CreateTempSubdirectory("perch-settings-").FullName;
    private readonly Dictionary<Setting, IReadOnlyList<string>> _flags = [];
    private readonly Dictionary<string, string> _variables = [];

    public ReadingSettings() => _flags[Settings.Data] = [_directory];

    public void Dispose() => System.IO.Directory.Delete(_directory, recursive: true);

    [Fact]
    public void What_nobody_gave_has_its_default()
    {
        var options = Options();

        Assert.Equal([8080], options.Http.Select(address => address.Port));
        Assert.Equal([5060], options.Sip.Select(address => address.Port));
        Assert.Equal((20000, 29999), (options.FirstRtpPort, options.LastRtpPort));
        Assert.False(options.Demo);
        Assert.Equal("default", Read().SourceOf(Settings.Sip));
    }

    [Fact]
    public void A_flag_wins_over_a_variable_and_a_variable_over_the_file()
    {
        File_says("""{ "realm": "file.example", "rtp": "30000-30999", "logLevel": "debug" }""");
        _variables["PERCH_REALM"] = "variable.example";
        _variables["PERCH_RTP"] = "31000-31999";
        _flags[Settings.Realm] = ["flag.example"];

        var options = Options();

        Assert.Equal("flag.example", options.Realm);
        Assert.Equal(31000, options.FirstRtpPort);
        Assert.Equal(LogEventLevel.Debug, options.LogLevel);
        Assert.Equal("--realm", Read().SourceOf(Settings.Realm));
        Assert.Equal("PERCH_RTP", Read().SourceOf(Settings.Rtp));
        Assert.Equal(Path.Combine(_directory, "perch.json"), Read().SourceOf(Settings.LogLevel));
    }

    [Fact]
    public void Settings_of_many_values_are_lists_in_the_file_and_separated_by_commas_in_a_variable()
    {
        File_says("""{ "localNet": ["10.0.0.0/8", "192.168.0.0/16"] }""");
        _variables["PERCH_SIP"] = "127.0.0.1:5060, [::1]:5070";

        var options = Options();

        Assert.Equal(["10.0.0.0/8", "192.168.0.0/16"], options.LocalNets.Select(network => network.ToString()));
        Assert.Equal([new(IPAddress.Loopback, 5060), new(IPAddress.IPv6Loopback, 5070)], options.Sip);
    }

    [Theory]
    [InlineData("192.0.2.1:5060", "192.0.2.1", 5060)]
    [InlineData("[2001:db8::1]:5062", "2001:db8::1", 5062)]
    [InlineData("127.0.0.1:0", "127.0.0.1", 0)]
    public void An_address_to_listen_on_names_host_and_port(string text, string address, int port)
    {
        _flags[Settings.Sip] = [text];

        Assert.Equal([new(IPAddress.Parse(address), port)], Options().Sip);
    }

    [Theory]
    [InlineData("5062")]
    [InlineData(":5062")]
    [InlineData("*:5062")]
    public void A_port_alone_means_all_addresses(string text)
    {
        _flags[Settings.Sip] = [text];

        var address = Assert.Single(Options().Sip);

        Assert.True(address.Address.Equals(IPAddress.IPv6Any) || address.Address.Equals(IPAddress.Any));
        Assert.Equal(5062, address.Port);
    }

    [Theory]
    [InlineData("sip", "localhost:5060", "--sip: \"localhost:5060\" is not ADDRESS:PORT")]
    [InlineData("sip", "127.0.0.1", "--sip: \"127.0.0.1\" is not ADDRESS:PORT")]
    [InlineData("http", "127.0.0.1:70000", "--http: \"127.0.0.1:70000\" is not ADDRESS:PORT")]
    [InlineData("external-address", "pbx.example.com", "--external-address: \"pbx.example.com\" is not an IP address")]
    [InlineData("local-net", "10.0.0.0/33", "--local-net: \"10.0.0.0/33\" is not a network")]
    [InlineData("rtp", "29999-20000", "--rtp: \"29999-20000\" is not FIRST-LAST")]
    [InlineData("rtp", "20000-20050", "--rtp: \"20000-20050\" is not FIRST-LAST")]
    [InlineData("realm", "not a name", "--realm: \"not a name\" is not a domain name")]
    [InlineData("log-level", "loud", "--log-level: \"loud\" is not debug, information")]
    [InlineData("log-format", "xml", "--log-format: \"xml\" is not text or json")]
    [InlineData("otlp-endpoint", "collector:4318", "--otlp-endpoint: \"collector:4318\" is not a URL")]
    [InlineData("local-webhooks", "perhaps", "--local-webhooks: \"perhaps\" is not true or false")]
    public void A_value_that_cannot_be_used_is_named_with_what_would_do(string name, string value, string expected)
    {
        _flags[Settings.All.Single(setting => setting.Name == name)] = [value];

        var refused = Assert.Throws<SettingsException>(() => Options());

        Assert.StartsWith(expected, refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', refused.Message);
    }

    [Fact]
    public void A_misspelt_key_in_the_file_is_named()
    {
        File_says("""{ "relam": "pbx.example.com" }""");

        var refused = Assert.Throws<SettingsException>(() => Options());

        Assert.Contains("there is no setting \"relam\"", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{ \"realm\": ")]
    [InlineData("[]")]
    [InlineData("")]
    public void A_file_that_is_not_an_object_is_named(string text)
    {
        File_says(text);

        var refused = Assert.Throws<SettingsException>(() => Options());

        Assert.Contains("perch.json cannot be read", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_setting_has_one_name_in_three_spellings()
    {
        Assert.Equal("--external-address", Settings.ExternalAddress.Flag);
        Assert.Equal("PERCH_EXTERNAL_ADDRESS", Settings.ExternalAddress.Variable);
        Assert.Equal("externalAddress", Settings.ExternalAddress.Key);
        Assert.Equal(Settings.All.Count, Settings.All.Select(setting => setting.Key).Distinct().Count());
    }

    [Fact]
    public void Every_setting_can_be_shown_and_no_secret_is()
    {
        File_says("""{ "logFormat": "json", "metricsToken": "hidden1", "adminPassword": "hidden2" }""");

        var shown = Settings.All.ToDictionary(setting => setting.Name, setting => ConfigCommand.Show(setting, Options()));

        Assert.Equal("json", shown["log-format"]);
        Assert.DoesNotContain(shown.Values, value => value.Contains("hidden", StringComparison.Ordinal));
    }

    [Fact]
    public void The_standards_variable_says_where_traces_go_unless_ours_does()
    {
        _variables["OTEL_EXPORTER_OTLP_ENDPOINT"] = "http://collector.example:4318";

        Assert.Equal("http://collector.example:4318/", Options().OtlpEndpoint?.ToString());
        Assert.Equal("OTEL_EXPORTER_OTLP_ENDPOINT", Read().SourceOf(Settings.OtlpEndpoint));

        _variables["PERCH_OTLP_ENDPOINT"] = "http://other.example:4317";

        Assert.Equal("http://other.example:4317/", Options().OtlpEndpoint?.ToString());
        Assert.Equal("PERCH_OTLP_ENDPOINT", Read().SourceOf(Settings.OtlpEndpoint));
    }

    private void File_says(string json) => File.WriteAllText(Path.Combine(_directory, "perch.json"), json);

    private SettingsInForce Read() => SettingsReader.Read(_flags, _variables.GetValueOrDefault);

    private ServerOptions Options() => OptionsFromSettings.Make(Read());
}
