"""Images, video, volumes and point clouds: classification, detection, segmentation, restoration.

The dialects stand side by side, one module for each program or library: there are that many of them, none reads the
configs of another, and whoever looks for one knows its name.
"""
