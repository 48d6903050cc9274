using System.Net;
using Perch.Media;

namespace Perch.Interop.Tests;

/// <summary>The files of one baresip: a phone that plays a tone, records what it hears and can be told what to do.</summary>
internal static class BaresipConfiguration
{
    public const int ControlPort = 4444;
    private const int ToneSeconds = 60;
    private const int SampleRate = 8000;

    public static void Write(string folder, IPAddress address, string account, int toneHz)
    {
        Folders.CreateDirectory(Path.Combine(folder, "heard"));
        WriteTone(Path.Combine(folder, "tone.wav"), toneHz);
        File.WriteAllText(Path.Combine(folder, "accounts"), account + "\n");
        File.WriteAllText(Path.Combine(folder, "contacts"), "");
        File.WriteAllText(Path.Combine(folder, "config"), $"""
            poll_method epoll
            sip_listen {address}:5060
            net_interface eth0
            call_local_timeout 120
            call_max_calls 4
            audio_player aubridge,heard
            audio_source aufile,{folder}/tone.wav
            audio_alert aubridge,alert
            ausrc_srate {SampleRate}
            auplay_srate {SampleRate}
            ausrc_channels 1
            auplay_channels 1
            audio_level no
            rtp_ports 10000-20000
            rtcp_enable yes
            jitter_buffer_delay 2-5
            rtp_timeout 60
            module_path /usr/lib/baresip/modules
            module g711.so
            module aufile.so
            module aubridge.so
            module sndfile.so
            module_tmp uuid.so
            module_app account.so
            module_app menu.so
            module ctrl_tcp.so
            ctrl_tcp_listen 0.0.0.0:{ControlPort}
            snd_path {folder}/heard

            """);
    }

    private static void WriteTone(string path, int frequency)
    {
        const double level = 0.3;
        using var file = File.Create(path);
        using var wav = new WavWriter(file, SampleRate);
        wav.Write([.. Enumerable.Range(0, ToneSeconds * SampleRate).Select(index =>
            (short)(level * short.MaxValue * Math.Sin(2 * Math.PI * frequency * index / SampleRate)))]);
    }
}
